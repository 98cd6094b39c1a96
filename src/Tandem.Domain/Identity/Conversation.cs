using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;

namespace Tandem.Domain.Identity;

/// <summary>The thread with one person on one number, and who speaks in it.</summary>
/// <param name="Id">Ours: <c>{short number}-{position of the input that made it}</c>.</param>
/// <param name="Made">That position: the older of two conversations is the one that stays when they prove one.</param>
public sealed record Conversation(string Id, long Made) : IRow
{
    /// <summary>Sends that may wait in one conversation before a program's next request is refused.</summary>
    public const int MostQueued = 100;

    /// <summary>Everything this person has been called so far.</summary>
    public PeerKeys Keys { get; init; } = PeerKeys.None;

    /// <summary>The profile name last seen; null if none was.</summary>
    public string? Name { get; init; }

    /// <summary>The name in the phone's address book; null if it has none.</summary>
    public string? BookName { get; init; }

    /// <summary>The username last seen, without a leading at sign.</summary>
    public string? Username { get; init; }

    /// <summary>Latest second any message evidence names, Unix seconds; null before the first.</summary>
    public long? LastMessageAt { get; init; }

    /// <summary>Customer's live messages since the business last answered or read.</summary>
    public int Unread { get; init; }

    /// <summary>Second of the customer's latest live message: what the customer service window counts from.</summary>
    public long? WindowFrom { get; init; }

    /// <summary>Who speaks instead of bots, and until when; null when nobody does.</summary>
    public Hold? Hold { get; init; }

    /// <summary>Counts changes of voice: a human's message, a takeover, a hand-back.</summary>
    public long Revision { get; init; }

    /// <summary>Sends on the wire without an answer; the next is released when there is none.</summary>
    public ValueList<string> OnWire { get; init; }

    /// <summary>Sends that wait for their turn: by lane, then in the order they were asked for.</summary>
    public ValueList<QueuedSend> Queue { get; init; }

    /// <summary>Whether it is private, and by whose word.</summary>
    public PrivacyState Privacy { get; init; }

    /// <summary>Whether nobody but the owner sees more than that it exists, and nothing it says is kept.</summary>
    public bool IsPrivate => Privacy != PrivacyState.Open;

    /// <summary>The conversation this one proved to be; null while it stands for itself.</summary>
    public string? MergedInto { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Conversation(Id);

    /// <summary>This conversation after it took in another about the same person.</summary>
    public Conversation Absorb(Conversation other) => this with
    {
        Keys = Keys.Or(other.Keys),
        Name = Name ?? other.Name,
        BookName = BookName ?? other.BookName,
        Username = Username ?? other.Username,
        LastMessageAt = Latest(LastMessageAt, other.LastMessageAt),
        WindowFrom = Latest(WindowFrom, other.WindowFrom),
        Unread = Unread + other.Unread,
        Hold = Takeover.Hold.Join(Hold, other.Hold),
        Revision = Revision + other.Revision,
        OnWire = new([.. OnWire, .. other.OnWire]),
        Queue = QueuedSend.InOrder(Queue.Concat(other.Queue)),
        Privacy = Join(Privacy, other.Privacy),
    };

    // A person's word outranks all; the rule is only for those of whom nothing else is known.
    private static PrivacyState Join(PrivacyState a, PrivacyState b) =>
        a == PrivacyState.Marked || b == PrivacyState.Marked ? PrivacyState.Marked
        : a == PrivacyState.Open || b == PrivacyState.Open ? PrivacyState.Open
        : PrivacyState.ByRule;

    /// <summary>The later of two seconds, either of which may be unknown.</summary>
    public static long? Latest(long? a, long? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);
}

/// <summary>One key of a person, and where it was first seen. Never changed: merges can be undone.</summary>
/// <param name="Key">As <see cref="PeerKeys.All"/> writes it.</param>
/// <param name="ConversationId">Follow <see cref="Conversation.MergedInto"/> from there.</param>
public sealed record PeerLink(string Key, string ConversationId) : IRow
{
    /// <inheritdoc/>
    public RowRef Ref => RowRef.Peer(Key);
}
