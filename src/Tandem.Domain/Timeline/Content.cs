using Tandem.Domain.Media;

namespace Tandem.Domain.Timeline;

/// <summary>What a message says, as Meta wrote it.</summary>
/// <param name="Type">Meta's <c>type</c>: <c>text</c>, <c>image</c>, <c>media_placeholder</c>, …</param>
/// <param name="Json">The message object, untouched; the domain never looks inside.</param>
/// <param name="Rank">How good it is: a better one replaces it.</param>
/// <param name="ErrorCode">The first error inside it (131060, 131051, 131052 …), if any.</param>
public sealed record Content(string Type, string Json, ContentRank Rank, int? ErrorCode)
{
    /// <summary>The media it names, if any: what the hub gets the bytes of.</summary>
    public MediaRef? Media { get; init; }

    /// <summary>Stands where a private conversation's words would: nothing of them is kept.</summary>
    public static readonly Content Private = new("private", "", ContentRank.Private, ErrorCode: null);

    /// <summary>Of two copies of one message's content the better one; the same answer whichever came first.</summary>
    public static Content? Better(Content? a, Content? b)
    {
        if (a is null || b is null)
            return a ?? b;
        if (a.Rank != b.Rank)
            return a.Rank > b.Rank ? a : b;
        return string.CompareOrdinal(a.Json, b.Json) >= 0 ? a : b;
    }
}

/// <summary>How much of a message's content is known, least first.</summary>
public enum ContentRank
{
    /// <summary>Withheld: the conversation is private, or was when it came.</summary>
    Private,

    /// <summary>A stand-in: 131060 "currently unavailable", or the placeholder of media in history.</summary>
    Placeholder,

    /// <summary>A kind the platform cannot hand over, or one without a type.</summary>
    Unsupported,

    /// <summary>The content as history tells it: media ids may be missing or old.</summary>
    FromHistory,

    /// <summary>The content itself.</summary>
    Full,
}

/// <summary>The latest edit of a message.</summary>
/// <param name="At">When, Unix seconds.</param>
/// <param name="EventWamid">The edit's own wamid; settles ties within a second.</param>
/// <param name="Json">The new message object.</param>
public sealed record Edit(long At, string EventWamid, string Json)
{
    /// <summary>Of two edits the later; the same answer whichever came first.</summary>
    public static Edit? Later(Edit? a, Edit? b)
    {
        if (a is null || b is null)
            return a ?? b;
        if (a.At != b.At)
            return a.At > b.At ? a : b;
        return string.CompareOrdinal(a.EventWamid, b.EventWamid) >= 0 ? a : b;
    }
}

/// <summary>What one party last thought of a message.</summary>
/// <param name="By"><c>customer</c> or <c>business</c>.</param>
/// <param name="At">When, Unix seconds.</param>
/// <param name="EventWamid">The reaction's own wamid; settles ties within a second.</param>
/// <param name="Emoji">Empty: the reaction was taken back.</param>
public sealed record Reaction(string By, long At, string EventWamid, string Emoji);

/// <summary>When a stage was first reported.</summary>
/// <param name="Stage">Which.</param>
/// <param name="At">Earliest report of it, Unix seconds by Meta's clock.</param>
public sealed record StageTime(Stage Stage, long At);

/// <summary>Why a message failed.</summary>
/// <param name="Code">Meta's error code.</param>
/// <param name="Title">Meta's title of it.</param>
public sealed record Failure(int Code, string? Title);
