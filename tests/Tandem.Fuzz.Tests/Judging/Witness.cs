using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Fuzz.Tests.Judging;

/// <summary>A journal that keeps only the newest webhook: enough to see what a 200 stands for.</summary>
internal sealed class Witness : IJournal
{
    /// <summary>What was kept since the last look.</summary>
    public ReceivedWebhook? Kept { get; private set; }

    /// <summary>How much was kept since the last look.</summary>
    public int Count { get; private set; }

    public void Forget() => (Kept, Count) = (null, 0);

    public ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct)
    {
        Kept = webhook;
        Count++;
        return ValueTask.FromResult(1L);
    }

    public Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(Owner owner, long webhookId, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
        Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct) => throw new NotSupportedException();
}
