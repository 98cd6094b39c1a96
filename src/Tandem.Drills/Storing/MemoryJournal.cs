using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Storing;

internal sealed class MemoryJournal(MemoryStorage storage) : IJournal
{
    private MemoryDisk Disk => storage.Disk;

    public ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct) =>
        new(storage.WriteAsync(StorageStep.BeforeAppend, StorageStep.AfterAppend, () => Keep(webhook)));

    public Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<Delivery>>(() => Disk.Undone.TryGetValue((owner.Value, lane), out var undone)
            ? [.. undone.Values.Take(limit).Select(delivery => delivery.ToDelivery())]
            : []);

    public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<Owner>>(() =>
            [.. Disk.Undone.Where(lane => lane.Value.Count > 0).Select(lane => new Owner(lane.Key.Owner)).Distinct()]);

    public Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct) =>
        storage.ReadAsync(() => webhookId > 0 && webhookId <= Disk.Webhooks.Count
            ? Disk.Webhooks[(int)webhookId - 1]
            : null);

    public Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
        Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<Delivery>>(() =>
        [
            .. NewestFirst(beforeDeliveryId).Where(delivery => delivery.Part.Owner == owner)
                .Take(limit)
                .Select(delivery => delivery.ToDelivery()),
        ]);

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(Owner owner, long webhookId, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<Delivery>>(() =>
        [
            .. Disk.Deliveries.Where(delivery => delivery.Part.Owner == owner && delivery.Webhook.Id == webhookId)
                .Select(delivery => delivery.ToDelivery()),
        ]);

    public Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct) =>
        storage.ReadAsync(() => Disk.ReceivedItems.GetValueOrDefault(owner.Value));

    // Ids count up from one without a gap. A world pages thousands of times: nothing is copied to turn it round.
    private IEnumerable<MemoryDelivery> NewestFirst(long? beforeId)
    {
        var all = Disk.Deliveries;
        for (var id = Math.Min(all.Count, (beforeId ?? long.MaxValue) - 1); id > 0; id--)
            yield return all[(int)id - 1];
    }

    private long Keep(ReceivedWebhook webhook)
    {
        var stored = new StoredWebhook(
            Disk.Webhooks.Count + 1, webhook.ArrivedAt, webhook.AppId, webhook.Body.ToArray());
        Disk.Webhooks.Add(stored);
        foreach (var part in webhook.Parts)
        {
            var delivery = new MemoryDelivery(Disk.Deliveries.Count + 1, stored, part);
            Disk.Deliveries.Add(delivery);
            if (!Disk.Undone.TryGetValue((part.Owner.Value, part.Lane), out var undone))
                Disk.Undone.Add((part.Owner.Value, part.Lane), undone = []);

            undone.Add(delivery.Id, delivery);
            Disk.ReceivedItems[part.Owner.Value] = Disk.ReceivedItems.GetValueOrDefault(part.Owner.Value) + part.Items;
        }

        return stored.Id;
    }
}
