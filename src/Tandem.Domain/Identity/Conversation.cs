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

    /// <summary>Events of an identity that are kept: more than a person meets, however often keys change.</summary>
    public const int MostEvents = 50;

    /// <summary>What this person is called now: of each sort one key that is theirs.</summary>
    public PeerKeys Keys { get; init; } = PeerKeys.None;

    /// <summary>What else they are or were called, as it came, in ordinal order: other forms of the number, former
    /// keys.</summary>
    public ValueList<string> OtherKeys { get; init; }

    /// <summary>Keys that are not theirs any more, as <see cref="PeerKeys.All"/> writes them, in ordinal order.
    /// </summary>
    public ValueList<string> FormerKeys { get; init; }

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

    /// <summary>Latest second at which a human spoke or took over, Unix: a word that was typed before ends nothing.
    /// </summary>
    public long? SpokenAt { get; init; }

    /// <summary>The latest messages of bots and campaigns: a human who is heard of later may have collided.</summary>
    public ValueList<Voice> Programs { get; init; }

    /// <summary>The latest live messages of humans.</summary>
    public ValueList<Voice> Humans { get; init; }

    /// <summary>Latest second at which a word typed on the phone handed back, Unix: what was said before takes over no
    /// more, however late it comes.</summary>
    public long? HandedBackAt { get; init; }

    /// <summary>Reviews that what came from the phone has ended.</summary>
    public ValueList<Looked> Looked { get; init; }

    /// <summary>Counts changes of voice: a human's message, a takeover, a hand-back.</summary>
    public long Revision { get; init; }

    /// <summary>Sends on the wire without an answer; the next is released when there is none.</summary>
    public ValueList<string> OnWire { get; init; }

    /// <summary>When all that was taken of the pair limit is refilled; null when nothing was.</summary>
    public DateTimeOffset? PairFullAt { get; init; }

    /// <summary>Sends that wait for their turn: by lane, then in the order they were asked for.</summary>
    public ValueList<QueuedSend> Queue { get; init; }

    /// <summary>Whether it is private, and by whose word.</summary>
    public PrivacyState Privacy { get; init; }

    /// <summary>Whether nobody but the owner sees more than that it exists, and nothing it says is kept.</summary>
    public bool IsPrivate => Privacy != PrivacyState.Open;

    /// <summary>The conversation this one proved to be; null while it stands for itself.</summary>
    public string? MergedInto { get; init; }

    /// <summary>How that one was called before it took this one in; null while this one stands for itself.</summary>
    public NamesBefore? NamesBefore { get; init; }

    /// <summary>Conversations that a person said are somebody else's: no event joins them again.</summary>
    public ValueList<string> Apart { get; init; }

    /// <summary>What was learnt and decided about who this is, oldest first; the latest <see cref="MostEvents"/>.
    /// </summary>
    public ValueList<IdentityEvent> IdentityEvents { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Conversation(Id);

    /// <summary>Everything this person is or was called, as it came.</summary>
    public IEnumerable<string> AllKeys() => Keys.AsWritten().Concat(OtherKeys);

    /// <summary>Whether a key is theirs now.</summary>
    /// <param name="key">As <see cref="PeerKeys.All"/> writes it.</param>
    public bool Has(string key) =>
        !FormerKeys.Contains(key) && AllKeys().Any(written => PeerKeys.Canonical(written) == key);

    /// <summary>Whether a business-scoped user id of theirs is known: then they are nobody with another one.</summary>
    public bool HasUserId() => AllKeys().Any(key => key.StartsWith("user:", StringComparison.Ordinal));

    /// <summary>This conversation called by these keys, and no others.</summary>
    /// <param name="written">As they came.</param>
    public Conversation Called(IEnumerable<string> written)
    {
        var keys = written.Distinct().Order(StringComparer.Ordinal).ToList();
        var theirs = keys.Where(key => !FormerKeys.Contains(PeerKeys.Canonical(key))).ToList();
        var current = new PeerKeys(Least("wa:"), Least("user:"), Least("parent:"));
        return this with { Keys = current, OtherKeys = new([.. keys.Except(current.AsWritten())]) };

        string? Least(string sort) =>
            theirs.Find(key => key.StartsWith(sort, StringComparison.Ordinal))?[sort.Length..];
    }

    /// <summary>This conversation, called by one more set of keys.</summary>
    public Conversation CalledAlso(IEnumerable<string> written) => Called(AllKeys().Concat(written));

    /// <summary>This conversation after one of its keys became theirs again, or another's.</summary>
    /// <param name="key">As <see cref="PeerKeys.All"/> writes it.</param>
    /// <param name="isFormer">Which of the two.</param>
    public Conversation Marking(string key, bool isFormer) =>
        FormerKeys.Contains(key) == isFormer
            ? this
            : (this with
            {
                FormerKeys = isFormer
                    ? new([.. FormerKeys.Append(key).Order(StringComparer.Ordinal)])
                    : FormerKeys.Without(one => one == key),
            }).Called(AllKeys());

    /// <summary>This conversation with one more event of its identity.</summary>
    public Conversation Noting(IdentityEvent happened) =>
        this with { IdentityEvents = Latest([.. IdentityEvents, happened]) };

    /// <summary>This conversation after it took in another about the same person.</summary>
    public Conversation Absorb(Conversation other) => (this with
    {
        // What passed from the one to the other never left the person.
        FormerKeys = new(
        [
            .. FormerKeys.Union(other.FormerKeys).Where(key => !Has(key) && !other.Has(key))
                .Order(StringComparer.Ordinal),
        ]),
        Apart = new([.. Apart.Union(other.Apart).Order(StringComparer.Ordinal)]),
        IdentityEvents = Latest([.. IdentityEvents.Concat(other.IdentityEvents).OrderBy(one => one.At)]),
        Name = Name ?? other.Name,
        BookName = BookName ?? other.BookName,
        Username = Username ?? other.Username,
        LastMessageAt = Latest(LastMessageAt, other.LastMessageAt),
        WindowFrom = Latest(WindowFrom, other.WindowFrom),
        Unread = Unread + other.Unread,
        Hold = Takeover.Hold.Join(Hold, other.Hold),
        Programs = Voice.Latest(Programs, other.Programs),
        Humans = Voice.Latest(Humans, other.Humans),
        SpokenAt = Latest(SpokenAt, other.SpokenAt),
        HandedBackAt = Latest(HandedBackAt, other.HandedBackAt),
        Looked = new([.. Looked.Concat(other.Looked)]),
        Revision = Revision + other.Revision,
        OnWire = new([.. OnWire, .. other.OnWire]),
        PairFullAt = PairFullAt > other.PairFullAt ? PairFullAt : other.PairFullAt ?? PairFullAt,
        Queue = QueuedSend.InOrder(Queue.Concat(other.Queue)),
        Privacy = Join(Privacy, other.Privacy),
    }).Called(AllKeys().Concat(other.AllKeys()));

    // A person's word outranks all; the rule is only for those of whom nothing else is known.
    private static PrivacyState Join(PrivacyState a, PrivacyState b) =>
        a == PrivacyState.Marked || b == PrivacyState.Marked ? PrivacyState.Marked
        : a == PrivacyState.Open || b == PrivacyState.Open ? PrivacyState.Open
        : PrivacyState.ByRule;

    private static ValueList<IdentityEvent> Latest(IdentityEvent[] events) =>
        new(events.AsSpan(Math.Max(0, events.Length - MostEvents)));

    /// <summary>The later of two seconds, either of which may be unknown.</summary>
    public static long? Latest(long? a, long? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);
}

/// <summary>How a conversation was called before it took another in: it is called so again if that leaves.</summary>
/// <param name="Name">Its profile name.</param>
/// <param name="BookName">Its name in the phone's address book.</param>
/// <param name="Username">Its username.</param>
public sealed record NamesBefore(string? Name, string? BookName, string? Username);
