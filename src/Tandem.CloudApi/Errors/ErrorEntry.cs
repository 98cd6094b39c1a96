namespace Tandem.CloudApi.Errors;

/// <summary>How an error reaches the sender.</summary>
public enum ErrorArrival
{
    /// <summary>In the HTTP answer.</summary>
    Synchronous,

    /// <summary>In a <c>failed</c> status.</summary>
    Asynchronous,

    /// <summary>In either; the same refusal may even come both ways.</summary>
    Either,

    /// <summary>Inside an inbound message or a history webhook; no send of ours failed.</summary>
    Inbound,

    /// <summary>Nobody documented it.</summary>
    Unknown,
}

/// <summary>What is known about an error code of the Cloud API. What to do about it is not said here.</summary>
/// <param name="First">The code, or the first of a range.</param>
/// <param name="Last">The code, or the last of a range (included).</param>
/// <param name="Title">Meta's title, which stands in <c>message</c> after <c>(#code) </c>; in parentheses where Meta
/// documents none and the words are ours.</param>
/// <param name="HttpStatus">The HTTP status it comes with; null when it never comes in an HTTP answer or none is
/// known. Advice only: Meta no longer lists statuses and some codes were seen with another.</param>
/// <param name="Arrival">How it reaches the sender.</param>
/// <param name="Note">What it means, and where that differs from Meta's error page, who says so.</param>
/// <param name="IsSubcode">Whether it normally arrives as <c>error_subcode</c> under another code (100, 4, 10,
/// 200).</param>
public sealed record ErrorEntry(
    int First, int Last, string Title, int? HttpStatus, ErrorArrival Arrival, string Note, bool IsSubcode = false)
{
    /// <summary>Whether the entry stands for several codes.</summary>
    public bool IsRange => First != Last;

    internal bool Covers(int code) => code >= First && code <= Last;
}
