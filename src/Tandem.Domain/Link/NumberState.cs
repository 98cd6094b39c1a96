using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Pacing;

namespace Tandem.Domain.Link;

/// <summary>What a number knows about itself: its link to the phone, and its calls on the wire.</summary>
public sealed record NumberState : IRow
{
    /// <summary>Most unanswered Graph calls of one number at a time (ARCHITECTURE: one owner, one agent).</summary>
    public const int MostOnWire = 32;

    /// <summary>Conversations that may stand in line before a program's next request is refused.</summary>
    /// <remarks>A minute of work. Ends of holds may exceed it: what was taken over is kept.</remarks>
    public const int MostInLine = 1_000;

    /// <summary>Partings whose repetition is known as one.</summary>
    public const int MostPartings = 16;

    /// <summary>Whether the app and the API are joined.</summary>
    public LinkState Link { get; init; } = LinkState.Connected;

    /// <summary>Since when, by Meta's clock, Unix seconds; null while nothing was heard.</summary>
    public long? LinkSince { get; init; }

    /// <summary>Meta's reason for a disconnection, such as <c>PRIMARY_INACTIVITY</c>.</summary>
    public string? LinkReason { get; init; }

    /// <summary>When app and API were joined last, by the platform's word, Unix seconds; null while it said so never.
    /// </summary>
    public long? JoinedAt { get; init; }

    /// <summary>When the present connection was onboarded, by Meta's clock, Unix seconds: its generation. Null while
    /// nobody has said so.</summary>
    public long? OnboardedAt { get; init; }

    /// <summary>What Meta was asked about the number last; null when there was no cause, or another connection has
    /// begun.</summary>
    public LinkInquiry? Inquiry { get; init; }

    /// <summary>The phone's contacts, which may be asked for once in each connection; null while unasked.</summary>
    public SyncMark? Contacts { get; init; }

    /// <summary>The phone's past, likewise.</summary>
    public SyncMark? Past { get; init; }

    /// <summary>The gap of contacts or a past that nobody asks for; null when there is none.</summary>
    public SyncGap? SyncGap { get; init; }

    /// <summary>Graph calls without an answer.</summary>
    public int OnWire { get; init; }

    /// <summary>Conversations with a send that could go but for the number, in the order in which they are called.
    /// </summary>
    public ValueList<InLine> Line { get; init; }

    /// <summary>How many were called from the line so far.</summary>
    public long Called { get; init; }

    /// <summary>Sends that left while the number only observed, and that a guarding one would have refused or held.
    /// </summary>
    public long Observed { get; init; }

    /// <summary>Sends that wait, for whatever reason.</summary>
    public Backlog Backlog { get; init; } = Backlog.None;

    /// <summary>The open gap while app and API are parted; null while they are joined.</summary>
    public PartedGap? Parted { get; init; }

    /// <summary>Seconds of the latest words of a parting, in the order they came: Meta repeats itself.</summary>
    public ValueList<long> Partings { get; init; }

    /// <summary>How much of the past came, percent as Meta counts.</summary>
    public int HistoryProgress { get; init; }

    /// <summary>When history counts as stopped, if no more of it comes; null while none is awaited.</summary>
    public DateTimeOffset? HistoryDue { get; init; }

    /// <summary>The gap of a past that was declined or cut; null when there is none.</summary>
    public HistoryGap? HistoryGap { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.NumberState;
}

/// <summary>Hours of disconnection that go on.</summary>
/// <param name="GapId">The gap that shows them.</param>
/// <param name="OpenedAt">When the hub knew.</param>
/// <param name="From">Since when, by Meta's clock, Unix seconds.</param>
/// <param name="Reason">Meta's reason, if any.</param>
public sealed record PartedGap(string GapId, DateTimeOffset OpenedAt, long From, string? Reason)
{
    /// <summary>A person has looked, and saw the hours up to this second; null while nobody has.</summary>
    public long? SeenUntil { get; init; }
}

/// <summary>A past that is missing.</summary>
/// <param name="GapId">The gap that shows it.</param>
/// <param name="OpenedAt">When the hub knew.</param>
/// <param name="From">When it was declined or fell silent, Unix seconds.</param>
/// <param name="Kind">Declined or cut.</param>
public sealed record HistoryGap(string GapId, DateTimeOffset OpenedAt, long From, GapKind Kind)
{
    /// <summary>A person has closed it.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>The life of a coexistence link. Stored by name.</summary>
public enum LinkState
{
    /// <summary>App and API are joined, as far as is known.</summary>
    Connected,

    /// <summary><c>ACCOUNT_OFFBOARDED</c>: the phone registers anew; sends fail until it is reconnected.</summary>
    Offboarded,

    /// <summary><c>PARTNER_REMOVED</c>: the link is gone until somebody onboards the number again.</summary>
    Removed,
}
