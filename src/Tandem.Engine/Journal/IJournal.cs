using Tandem.Engine.Storing;

namespace Tandem.Engine.Journal;

/// <summary>Where webhook bytes are made durable before they are acknowledged, and read again by owners.</summary>
/// <remarks>
/// One writer commits many webhooks with one sync (group commit). A webhook is readable by its owners from the moment
/// its append completes. Ids grow in commit order within one writer.
/// </remarks>
public interface IJournal
{
    /// <summary>Keeps one webhook, byte for byte. When the task completes, it survives a power cut.</summary>
    /// <exception cref="JournalFullException">The disk is full, the queue is full, or the database is away: nothing
    /// was kept, and trying again later can succeed.</exception>
    /// <exception cref="StorageBrokenException">Writing or syncing failed: nothing that follows can be trusted, the
    /// process must stop accepting and end.</exception>
    ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct);

    /// <summary>Deliveries of an owner and lane not yet done, oldest first, at most <paramref name="limit"/>.</summary>
    /// <remarks>Everything whose append completed before the call began is seen by it.</remarks>
    Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct);

    /// <summary>The owners with undone deliveries; asked at start and by a slow sweep.</summary>
    Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct);

    /// <summary>One webhook as it arrived, or null if it is not (or no longer) kept.</summary>
    Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct);

    /// <summary>Deliveries of an owner, newest first, starting below <paramref name="beforeDeliveryId"/>.</summary>
    Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
        Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct);

    /// <summary>What an owner has to apply of one webhook: a delivery for each lane. For people: it may look at all
    /// deliveries of the owner.</summary>
    Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(Owner owner, long webhookId, CancellationToken ct);

    /// <summary>How many items the intake's scan counted for an owner: the left side of the balanced ledger.</summary>
    Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct);
}

/// <summary>A webhook on its way into the journal.</summary>
/// <param name="ArrivedAt">When the last byte was read, UTC.</param>
/// <param name="AppId">The app whose secret signed it.</param>
/// <param name="Body">The bytes as they came.</param>
/// <param name="Parts">Who has to apply it; never empty.</param>
public sealed record ReceivedWebhook(
    DateTimeOffset ArrivedAt, string AppId, ReadOnlyMemory<byte> Body, IReadOnlyList<DeliveryPart> Parts);

/// <summary>What one owner has to apply of a webhook, in one lane.</summary>
/// <param name="Owner">Who applies it.</param>
/// <param name="Lane">How urgent it is.</param>
/// <param name="Items">How many items the intake's scan saw; the ledger's left side.</param>
public sealed record DeliveryPart(Owner Owner, Lane Lane, int Items);

/// <summary>A webhook as it was kept.</summary>
public sealed record StoredWebhook(long Id, DateTimeOffset ArrivedAt, string AppId, ReadOnlyMemory<byte> Body);

/// <summary>One delivery row with the bytes it stands for.</summary>
/// <param name="Id">The delivery's own id; done marks name it.</param>
/// <param name="Webhook">The bytes, shared by all deliveries of one webhook.</param>
/// <param name="Part">Owner, lane and number of items.</param>
/// <param name="NextItem">How many items of this part are applied already; all of them once it is done.</param>
public sealed record Delivery(long Id, StoredWebhook Webhook, DeliveryPart Part, int NextItem);
