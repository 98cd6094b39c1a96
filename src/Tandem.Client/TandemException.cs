using System.Net;

namespace Tandem.Client;

/// <summary>A call that could not be done, in the hub's words.</summary>
/// <param name="status">HTTP status; null when nobody answered.</param>
/// <param name="code">Stable, such as <c>not_found</c>; the end of the problem's type.</param>
/// <param name="title">What it is.</param>
/// <param name="detail">The field, the rule and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class TandemException(
    HttpStatusCode? status, string code, string title, string detail, Exception? inner = null)
    : Exception($"{title}: {detail}", inner)
{
    /// <summary>HTTP status; null when nobody answered.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>Stable, such as <c>not_found</c>.</summary>
    public string Code => code;

    /// <summary>The field, the rule and what to do.</summary>
    public string Detail => detail;

    /// <summary>When the same call may be made again; null where the hub does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal Problem? Problem { get; init; }
}
