using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Sending;

/// <summary>One request to send, from asking to knowing.</summary>
/// <param name="Id">Ours; part of the mark that travels as <c>biz_opaque_callback_data</c>.</param>
/// <param name="Made">Position of the request.</param>
public sealed record Send(string Id, long Made) : IRow
{
    /// <summary>Where it stands.</summary>
    public SendState State { get; init; }

    /// <summary>The conversation it belongs to; empty when it was refused before one existed.</summary>
    public string ConversationId { get; init; } = "";

    /// <summary>Whom it is for.</summary>
    public PeerKeys To { get; init; } = PeerKeys.None;

    /// <summary>Which lane: decides what may hold it.</summary>
    public SendLane Lane { get; init; }

    /// <summary>The owner's own key asked for it.</summary>
    public bool IsOwners { get; init; }

    /// <summary>Name of the sender.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Which of Meta's edges takes it: <c>messages</c> or <c>marketing_messages</c>.</summary>
    public string Edge { get; init; } = "messages";

    /// <summary>Meta's <c>type</c> of it.</summary>
    public string Type { get; init; } = "";

    /// <summary>The caller's body, untouched (JSON).</summary>
    public string Body { get; init; } = "";

    /// <summary>The caller's own <c>biz_opaque_callback_data</c>, put back in what we forward.</summary>
    public string? CallerMark { get; init; }

    /// <summary>The caller's idempotency key, if any.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who waits for the answer; null when nobody does and it may go whenever it can.</summary>
    public Waiter? Waiter { get; init; }

    /// <summary>When it is withdrawn if not released by then; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was released to the wire.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>The message it became; null before release.</summary>
    public string? MessageId { get; init; }

    /// <summary>The wamid it got.</summary>
    public string? Wamid { get; init; }

    /// <summary>How often Meta said "not now", and until when that holds; null when it never did.</summary>
    public PutBack? PutBack { get; init; }

    /// <summary>Why it did not go, or failed.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Why a guarding number would have refused or held it, where this one only observes; null: it would not.
    /// </summary>
    public Refusal? Observed { get; init; }

    /// <summary>Meta's answer: status and body, kept for the caller.</summary>
    public WireAnswer? Answer { get; init; }

    /// <summary>wamid of the message it answers.</summary>
    public string? RepliesTo { get; init; }

    /// <summary>The uncertain send that this one repeats.</summary>
    public string? Resends { get; init; }

    /// <summary>Since when a person is asked what became of it.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Who said what became of it: a person's name, or <c>rule</c>; null while nobody did.</summary>
    public string? SettledBy { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Send(Id);
}

/// <summary>Meta took a send back to the queue: it said "too fast".</summary>
/// <param name="Times">How often so far.</param>
/// <param name="Until">When it goes again at the earliest.</param>
/// <param name="Failure">What Meta said last.</param>
public sealed record PutBack(int Times, DateTimeOffset Until, Failure Failure);

/// <summary>An idempotency key that was used, and the send it stands for.</summary>
/// <param name="Key"><c>{sender}/{key}</c>.</param>
/// <param name="SendId">The send it made.</param>
public sealed record IdempotencyLink(string Key, string SendId) : IRow
{
    /// <inheritdoc/>
    public RowRef Ref => RowRef.Idempotency(Key);
}

/// <summary>Where a send stands. Stored by name.</summary>
public enum SendState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Given to the wire; no answer yet.</summary>
    Released,

    /// <summary>Meta took it (its answer, or a status with our mark, says so).</summary>
    Accepted,

    /// <summary>Meta refused it: nothing was sent.</summary>
    Rejected,

    /// <summary>No answer came: it may or may not have been sent. Never resent; the first status settles it.</summary>
    Unknown,

    /// <summary>We refused it, with a reason: nothing was sent.</summary>
    Refused,

    /// <summary>Taken back before release: the caller left, or its time was over. Nothing was sent.</summary>
    Withdrawn,
}

/// <summary>A send in its conversation's queue.</summary>
/// <param name="SendId">Which.</param>
/// <param name="Lane">Its lane: the more urgent goes first.</param>
/// <param name="Made">Position of the request: within a lane, the earlier goes first.</param>
public sealed record QueuedSend(string SendId, SendLane Lane, long Made)
{
    /// <summary>A queue in the order in which it is let go.</summary>
    public static ValueList<QueuedSend> InOrder(IEnumerable<QueuedSend> queue) =>
        new([.. queue.OrderBy(queued => queued.Lane).ThenBy(queued => queued.Made)]);
}

/// <summary>Which lane a send travels in, most urgent first; set by the role of the key that asks.</summary>
public enum SendLane
{
    /// <summary>A person in the console or an agent's tool: passes every hold, takes the conversation over.</summary>
    Human,

    /// <summary>A bot's answer: refused while somebody else speaks.</summary>
    Bot,

    /// <summary>Order updates and the like: pass.</summary>
    Notification,

    /// <summary>Bulk: waits while somebody else speaks.</summary>
    Campaign,
}

/// <summary>A caller that waits for an answer on an open connection.</summary>
/// <param name="Process">The hub process that holds the connection.</param>
/// <param name="Until">When it stops waiting for a release.</param>
public sealed record Waiter(string Process, DateTimeOffset Until);

/// <summary>Why something did not go. The codes are written down in <see cref="Reasons"/>.</summary>
/// <param name="Code">Ours, stable.</param>
/// <param name="By">Who holds it, for a hold.</param>
/// <param name="Until">What ends it, if a time does.</param>
/// <param name="MessageId">The human's message that caused the hold.</param>
/// <param name="MetaCode">Meta's error code, for Meta's refusals.</param>
public sealed record Refusal(
    string Code, string? By = null, DateTimeOffset? Until = null, string? MessageId = null, int? MetaCode = null)
{
    /// <summary>Who holds: no person, the pace.</summary>
    public const string ByPace = "pace";

    /// <summary>Who holds: Meta, by what it answered.</summary>
    public const string ByMeta = "meta";

    /// <summary>A human speaks for the conversation.</summary>
    public const string HeldByHuman = "held_by_human";

    /// <summary>Something could not be read; a person must look first.</summary>
    public const string HeldForReview = "held_for_review";

    /// <summary>Too much waits already: nothing was taken over.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>The number has sent as much as Meta takes of it; it waits in line.</summary>
    public const string NumberPace = "number_pace";

    /// <summary>This person was sent as much as Meta takes for one person.</summary>
    public const string PairPace = "pair_pace";

    /// <summary>Meta said "too fast"; it goes again by itself.</summary>
    public const string PutBack = "put_back";

    /// <summary>The conversation is private: only its owner speaks.</summary>
    public const string Private = "private";

    /// <summary>App and API are parted for the moment: nothing goes out until they are joined again.</summary>
    public const string Offboarded = "link_offboarded";

    /// <summary>The link is gone until somebody onboards the number again.</summary>
    public const string Removed = "link_removed";

    /// <summary>The customer's latest message is too old for anything but a template.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>Its caller waited long enough.</summary>
    public const string WaitOver = "wait_over";

    /// <summary>Its caller hung up.</summary>
    public const string CallerGone = "caller_gone";

    /// <summary>Its caller waited at a process that ended.</summary>
    public const string Restarted = "restarted";

    /// <summary>Its time was over.</summary>
    public const string Expired = "expired";

    /// <summary>Meta refused it.</summary>
    public const string RejectedByMeta = "rejected_by_meta";

    /// <summary>Nobody knows what became of it.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>A person, or the lane's rule, took it for not sent.</summary>
    public const string TakenForNotSent = "taken_for_not_sent";

    /// <summary>Since when it would not have gone; null where no time says so.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether waiting cannot help a send of this lane.</summary>
    public bool IsFinalFor(SendLane lane) => Reasons.Find(Code)?.FateOf(lane) == Fate.Refused;
}

/// <summary>What Graph answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as text.</param>
public sealed record WireAnswer(int Status, string Body);
