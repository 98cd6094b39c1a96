using Tandem.Domain.Arrivals;

namespace Tandem.Domain.Deciding;

/// <summary>A row the hub's mind reads and writes: immutable, found by its <see cref="Ref"/>.</summary>
public interface IRow
{
    /// <summary>Names the row within its number.</summary>
    RowRef Ref { get; }
}

/// <summary>Names a row within one number.</summary>
/// <param name="Kind">What sort of row.</param>
/// <param name="Key">Its key within the sort.</param>
public readonly record struct RowRef(RowSort Kind, string Key)
{
    /// <summary>The number's own state.</summary>
    public static readonly RowRef NumberState = new(RowSort.NumberState, "");

    /// <summary>A conversation by its id.</summary>
    public static RowRef Conversation(string id) => new(RowSort.Conversation, id);

    /// <summary>A message by our id.</summary>
    public static RowRef Message(string id) => new(RowSort.Message, id);

    /// <summary>The message link of a wamid.</summary>
    public static RowRef Wamid(string wamid) => new(RowSort.Wamid, wamid);

    /// <summary>The conversation link of a peer key.</summary>
    public static RowRef Peer(string key) => new(RowSort.Peer, key);

    /// <summary>What the phone's address book says under a peer key.</summary>
    public static RowRef Contact(string key) => new(RowSort.Contact, key);

    /// <summary>A send by its outbox id.</summary>
    public static RowRef Send(string id) => new(RowSort.Send, id);

    /// <summary>The send of an idempotency key.</summary>
    public static RowRef Idempotency(string key) => new(RowSort.Idempotency, key);

    /// <summary>A gap by its id.</summary>
    public static RowRef Gap(string id) => new(RowSort.Gap, id);

    /// <summary>What was decided about somebody's privacy, by peer key.</summary>
    public static RowRef Private(string key) => new(RowSort.Private, key);

    /// <summary>How late events of a leg come.</summary>
    public static RowRef Lag(LagLeg leg) => new(RowSort.Lag, leg.ToString());

    /// <summary>The latest bursts.</summary>
    public static readonly RowRef Bursts = new(RowSort.Bursts, "latest");

    /// <summary>When the number is usually spoken to.</summary>
    public static readonly RowRef Rhythm = new(RowSort.Rhythm, "week");

    /// <summary>Two messages of a conversation that were said at the same time.</summary>
    public static RowRef Collision(string programId, string humanId) =>
        new(RowSort.Collision, $"{programId}/{humanId}");

    /// <summary>What the number has spent of its throughput.</summary>
    public static readonly RowRef Pace = new(RowSort.Pace, "number");

    /// <summary>What a message needs of the media files.</summary>
    public static RowRef MediaUse(string messageId) => new(RowSort.MediaUse, messageId);

    /// <summary>A timer by its name.</summary>
    public static RowRef Timer(string name) => new(RowSort.Timer, name);
}

/// <summary>The sorts of rows the mind knows.</summary>
public enum RowSort
{
    /// <summary><see cref="Link.NumberState"/>.</summary>
    NumberState,

    /// <summary><see cref="Identity.Conversation"/>.</summary>
    Conversation,

    /// <summary><see cref="Timeline.Message"/>.</summary>
    Message,

    /// <summary><see cref="Timeline.WamidLink"/>.</summary>
    Wamid,

    /// <summary><see cref="Identity.PeerLink"/>.</summary>
    Peer,

    /// <summary><see cref="Sending.Send"/>.</summary>
    Send,

    /// <summary><see cref="Sending.IdempotencyLink"/>.</summary>
    Idempotency,

    /// <summary><see cref="Deciding.Timer"/>.</summary>
    Timer,

    /// <summary><see cref="Identity.ContactCard"/>.</summary>
    Contact,

    /// <summary><see cref="Gaps.Gap"/>.</summary>
    Gap,

    /// <summary><see cref="Privacy.PrivateMark"/>.</summary>
    Private,

    /// <summary><see cref="Arrivals.Lag"/>.</summary>
    Lag,

    /// <summary><see cref="Arrivals.Bursts"/>.</summary>
    Bursts,

    /// <summary><see cref="Arrivals.Rhythm"/>.</summary>
    Rhythm,

    /// <summary><see cref="Media.MediaUse"/>.</summary>
    MediaUse,

    /// <summary><see cref="Pacing.Pace"/>.</summary>
    Pace,

    /// <summary><see cref="Takeover.Collision"/>.</summary>
    Collision,
}

/// <summary>Something to be decided at a time: a stored row, so that a restart forgets none.</summary>
/// <param name="Name">Unique within the number, such as <c>hold/1-17</c>; setting it again moves it.</param>
/// <param name="Due">When, by the hub's clock.</param>
public sealed record Timer(string Name, DateTimeOffset Due) : IRow
{
    /// <inheritdoc/>
    public RowRef Ref => RowRef.Timer(Name);
}
