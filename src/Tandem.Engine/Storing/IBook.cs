namespace Tandem.Engine.Storing;

/// <summary>Everything but the raw webhooks: rows, recorded inputs, the feed, done marks, owners' epochs.</summary>
/// <remarks>
/// A commit is whole or not at all, and durable when its task completes. Many owners' commits may share one sync.
/// Reads see every commit whose task completed before the read began.
/// </remarks>
public interface IBook
{
    /// <summary>Makes the caller the owner's only agent: raises its epoch, so that earlier ones fail.</summary>
    Task<OwnerLease> ClaimAsync(Owner owner, CancellationToken ct);

    /// <summary>The rows of these keys that exist, in no promised order.</summary>
    Task<IReadOnlyList<Row>> ReadAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct);

    /// <summary>Rows in a listing.</summary>
    Task<IReadOnlyList<Row>> PageAsync(RowRange range, CancellationToken ct);

    /// <summary>Rows of a kind by key, whatever they are listed under, in the store's order of keys.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="after">Above this key, exclusive; a page goes on behind the last key of the one before.</param>
    /// <param name="below">Below this key, exclusive. ASCII means the same in every store's order.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<Row>> ScanAsync(string kind, string after, string below, int limit, CancellationToken ct);

    /// <summary>Writes one turn's decisions in one transaction.</summary>
    /// <exception cref="StaleOwnerException">Another agent has claimed the owner since, or nobody can say whether this
    /// was written (a connection lost during COMMIT): step down, take nothing back, claim again and look.</exception>
    /// <exception cref="VersionConflictException">A shared row has changed since it was read: decide again.</exception>
    /// <exception cref="StorageBrokenException">The disk failed: end the process.</exception>
    /// <exception cref="JournalFullException">Nothing was written (disk full, database away): try the turn again.
    /// Without a lease (epoch 0) it may have been, if a connection was lost during COMMIT.</exception>
    Task CommitAsync(Commit commit, CancellationToken ct);

    /// <summary>Recorded inputs of an owner from a position on, ascending.</summary>
    Task<IReadOnlyList<RecordedInput>> ReadInputsAsync(Owner owner, long fromPosition, int limit, CancellationToken ct);

    /// <summary>Recorded inputs that touched a subject (a message id), ascending.</summary>
    Task<IReadOnlyList<RecordedInput>> ReadInputsOfSubjectAsync(string subject, CancellationToken ct);

    /// <summary>Recorded inputs that came from a delivery, ascending by item.</summary>
    Task<IReadOnlyList<RecordedInput>> ReadInputsOfDeliveryAsync(long deliveryId, CancellationToken ct);

    /// <summary>Feed items after a cursor in commit order, at most <paramref name="limit"/>.</summary>
    /// <param name="afterCursor">null from the beginning; otherwise a cursor handed out before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<FeedItem>> ReadFeedAsync(string? afterCursor, int limit, CancellationToken ct);

    /// <summary>The cursor behind the newest feed item: where a listener begins who wants only what comes.</summary>
    Task<string?> ReadFeedEndAsync(CancellationToken ct);
}

/// <summary>What an agent holds while it is the owner's only one.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Epoch">Named in each commit; the store refuses another.</param>
/// <param name="NextPosition">The position the owner's next input gets; gap-free from 1.</param>
public sealed record OwnerLease(Owner Owner, long Epoch, long NextPosition);

/// <summary>One turn of one owner, to be written whole.</summary>
/// <param name="Owner">Who decided.</param>
/// <param name="Epoch">The epoch of its lease; not checked when 0 (commands outside any owner, such as keys).</param>
/// <param name="Rows">Changed rows, each key at most once.</param>
/// <param name="Inputs">The inputs decided, with consecutive positions that continue the owner's.</param>
/// <param name="Done">Progress on deliveries.</param>
/// <param name="Feed">What subscribers are told, in this order.</param>
public sealed record Commit(
    Owner Owner,
    long Epoch,
    IReadOnlyList<RowChange> Rows,
    IReadOnlyList<RecordedInput> Inputs,
    IReadOnlyList<DoneMark> Done,
    IReadOnlyList<FeedEntry> Feed);

/// <summary>How far a delivery has been applied.</summary>
/// <param name="DeliveryId">Which delivery; one of the commit's own owner.</param>
/// <param name="NextItem">Items applied so far.</param>
/// <param name="IsComplete">Nothing is left of it.</param>
public sealed record DoneMark(long DeliveryId, int NextItem, bool IsComplete);

/// <summary>An input of a decision, kept so that it can be decided again (<c>tandem replay</c>).</summary>
/// <param name="Owner">Whose input.</param>
/// <param name="Position">Its place among the owner's inputs, gap-free from 1.</param>
/// <param name="At">The <c>now</c> of its decision, UTC.</param>
/// <param name="Kind">What it was: <c>message</c>, <c>status</c>, <c>send</c>, <c>answer</c>, … or <c>began</c>: the
/// terms that what follows was decided under.</param>
/// <param name="DeliveryId">The delivery a webhook item came from; null for other inputs.</param>
/// <param name="ItemIndex">The item's index in the webhook; null for other inputs.</param>
/// <param name="Body">The input itself (JSON) where it is not a webhook item; otherwise null.</param>
/// <param name="Outcome"><c>applied</c>, <c>duplicate</c>, <c>waiting</c>, <c>set_aside</c> or <c>done</c>.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
/// <param name="Subject">The id of the message it touched, if any.</param>
public sealed record RecordedInput(
    Owner Owner,
    long Position,
    DateTimeOffset At,
    string Kind,
    long? DeliveryId,
    int? ItemIndex,
    ReadOnlyMemory<byte>? Body,
    string Outcome,
    string? Reason,
    string? Subject);

/// <summary>Something subscribers are told.</summary>
/// <param name="Kind"><c>message</c>, <c>status</c>, <c>conversation</c>, <c>send</c>, <c>number</c>, …</param>
/// <param name="Number">The phone number id it belongs to: what a key's scope is checked against.</param>
/// <param name="Conversation">The conversation it belongs to, if any: order is kept within it.</param>
/// <param name="Body">The item: UTF-8 JSON.</param>
public sealed record FeedEntry(string Kind, string Number, string? Conversation, ReadOnlyMemory<byte> Body);

/// <summary>A feed entry as it was committed.</summary>
/// <param name="Cursor">Opaque; grows in commit order.</param>
/// <param name="At">When it was committed, UTC, by the store's clock.</param>
/// <param name="Entry">What it says.</param>
public sealed record FeedItem(string Cursor, DateTimeOffset At, FeedEntry Entry);

/// <summary>The owner has been claimed by another agent since this lease was given.</summary>
/// <param name="owner">Whose lease is over.</param>
/// <param name="epoch">Which.</param>
/// <param name="mayBeWritten">Nobody can say whether the commit was written, nor whether there is another agent: a
/// connection was lost during COMMIT.</param>
public sealed class StaleOwnerException(Owner owner, long epoch, bool mayBeWritten = false)
    : Exception($"Epoch {epoch} of {owner} is over: another agent has claimed this owner.")
{
    /// <summary>Whether the commit may have been written all the same.</summary>
    public bool MayBeWritten { get; } = mayBeWritten;
}

/// <summary>A shared row has changed since it was read.</summary>
public sealed class VersionConflictException(RowKey key)
    : Exception($"Row {key.Kind} '{key.Key}' has changed since it was read.");
