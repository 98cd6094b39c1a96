using Tandem.Domain.Gaps;

namespace Tandem.Domain.Link;

/// <summary>What a phone shares once after it was onboarded. Stored by name.</summary>
public enum SyncKind
{
    /// <summary>Its address book: <c>smb_app_state_sync</c>.</summary>
    Contacts,

    /// <summary>Its chats of up to 180 days: <c>history</c>.</summary>
    History,
}

/// <summary>One of the two syncs of a connection. It is written before Meta is called.</summary>
public sealed record SyncMark
{
    /// <summary>Where it stands.</summary>
    public SyncState State { get; init; }

    /// <summary>Names the call; null when nobody asked here.</summary>
    public string? AskId { get; init; }

    /// <summary>Who asked.</summary>
    public string? By { get; init; }

    /// <summary>When, by the hub's clock.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Meta's id of the request: what its support asks for.</summary>
    public string? RequestId { get; init; }

    /// <summary>Meta's error code, where it refused.</summary>
    public int? Code { get; init; }

    /// <summary>Contacts that came.</summary>
    public int Received { get; init; }

    /// <summary>When something of it came last, to the minute.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Of the past: how much came, percent as Meta counts.</summary>
    public int Progress { get; init; }

    /// <summary>Of the past: which part came last.</summary>
    public int? Phase { get; init; }
}

/// <summary>Where a sync stands. Stored by name; in the order of its life, until it has come.</summary>
public enum SyncState
{
    /// <summary>Meta is being called.</summary>
    Asked,

    /// <summary>The call got no answer: Meta may have taken it or not.</summary>
    Uncertain,

    /// <summary>Meta took it; nothing has come yet.</summary>
    Accepted,

    /// <summary>It comes.</summary>
    Arriving,

    /// <summary>All of it came.</summary>
    Done,

    /// <summary>The owner does not share it (2593109).</summary>
    Declined,

    /// <summary>Meta says that it was asked for before (2593107).</summary>
    Used,

    /// <summary>Meta says that it is too late (2593108).</summary>
    Late,

    /// <summary>Meta refused for another reason: nothing was used, it may be asked for again.</summary>
    Refused,
}

/// <summary>Contacts or a past that nobody asks for.</summary>
/// <param name="GapId">The gap that shows it.</param>
/// <param name="OpenedAt">When the hub knew.</param>
/// <param name="Kind">Due or missed.</param>
/// <param name="What">What was not asked for.</param>
public sealed record SyncGap(string GapId, DateTimeOffset OpenedAt, GapKind Kind, string What)
{
    /// <summary>A person has looked.</summary>
    public bool IsClosed { get; init; }
}
