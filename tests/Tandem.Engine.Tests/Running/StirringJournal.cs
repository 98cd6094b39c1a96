using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Tests.Running;

/// <summary>A journal in which something happens right behind each read of what is undone in a lane, and of a ledger
/// (null).</summary>
internal sealed class StirringJournal(IJournal inner, Func<Lane?, Task> happens) : IJournal
{
    public ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct) => inner.AppendAsync(webhook, ct);

    public async Task<IReadOnlyList<Delivery>> ReadUndoneAsync(
        Owner owner, Lane lane, int limit, CancellationToken ct)
    {
        var undone = await inner.ReadUndoneAsync(owner, lane, limit, ct);
        await happens(lane);
        return undone;
    }

    public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) => inner.ReadBusyOwnersAsync(ct);

    public Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct) =>
        inner.FindWebhookAsync(webhookId, ct);

    public Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
        Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct) =>
        inner.PageDeliveriesAsync(owner, beforeDeliveryId, limit, ct);

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(Owner owner, long webhookId, CancellationToken ct) =>
        inner.FindDeliveriesAsync(owner, webhookId, ct);

    public async Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct)
    {
        var count = await inner.CountReceivedItemsAsync(owner, ct);
        await happens(null);
        return count;
    }
}
