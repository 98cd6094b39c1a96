using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Booking;
using Tandem.Storage.Sqlite.Raw;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite.Journaling;

/// <summary>The journal on <c>journal.db</c>. What is done is known from the book's marks, kept in memory.</summary>
internal sealed class SqliteJournal(
    JournalOwners owners, DoneMarks done, GroupWriter<PendingAppend> writer, ReadPool readers) : IJournal
{
    private const int RowsPerScan = 256;

    public async ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct)
    {
        // Only until here: once it waits for the sync, its bytes belong to the writer until the task ends.
        ct.ThrowIfCancellationRequested();
        var append = new PendingAppend(webhook);
        writer.Enqueue(append);
        return await append.Task;
    }

    public async Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct)
    {
        if (owners.Find(owner.Value) is not { } known || known.NewestIn(lane) < done.FloorOf(owner.Value, lane))
            return [];

        return await readers.ReadAsync(
            db => FindUndone(db, known, lane, limit).ConvertAll(found => Load(db, owner, lane, found)), ct);
    }

    public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) =>
        readers.ReadAsync<IReadOnlyList<Owner>>(
            db => [.. owners.All.Where(owner => IsBusy(db, owner)).Select(owner => new Owner(owner.Value))], ct);

    public Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct) =>
        readers.ReadAsync(db => FindWebhook(db, webhookId), ct);

    public async Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
        Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct)
    {
        if (owners.Find(owner.Value) is not { } known)
            return [];

        var before = beforeDeliveryId ?? long.MaxValue;
        return await readers.ReadAsync(
            db => Enum.GetValues<Lane>()
                .SelectMany(lane => FindBefore(db, known, lane, before, limit), (lane, found) => (lane, found))
                .OrderByDescending(each => each.found.Id)
                .Take(limit)
                .Select(each => Load(db, owner, each.lane, each.found))
                .ToList(),
            ct);
    }

    public async Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(
        Owner owner, long webhookId, CancellationToken ct)
    {
        if (owners.Find(owner.Value) is not { } known)
            return [];

        return await readers.ReadAsync(
            db => Enum.GetValues<Lane>()
                .SelectMany(lane => FindOf(db, known, lane, webhookId), (lane, found) => Load(db, owner, lane, found))
                .ToList(),
            ct);
    }

    public Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct) =>
        Task.FromResult(owners.Find(owner.Value)?.Items ?? 0);

    private bool IsBusy(Connection db, JournalOwner owner) => Enum.GetValues<Lane>().Any(lane =>
        owner.NewestIn(lane) >= done.FloorOf(owner.Value, lane) && FindUndone(db, owner, lane, limit: 1).Count > 0);

    /// <summary>Walks up from the floor and raises it over what is complete on the way.</summary>
    private List<FoundDelivery> FindUndone(Connection db, JournalOwner owner, Lane lane, int limit)
    {
        var undone = new List<FoundDelivery>();
        var start = done.FloorOf(owner.Value, lane);
        while (undone.Count < limit)
        {
            var scanned = Scan(db, owner, lane, start);
            undone.AddRange(done.Sift(owner.Value, lane, start, scanned).Take(limit - undone.Count));
            if (scanned.Count < RowsPerScan)
                break;

            start = scanned[^1].Id + 1;
        }

        return undone;
    }

    private static List<FoundDelivery> Scan(Connection db, JournalOwner owner, Lane lane, long start)
    {
        var rows = db.Use("""
            SELECT id, webhook_id, items FROM deliveries
            WHERE owner = ? AND lane = ? AND id >= ? ORDER BY id LIMIT ?
            """).Add(owner.Id).Add((long)lane).Add(start).Add(RowsPerScan);
        return ReadFound(rows);
    }

    private static List<FoundDelivery> FindBefore(
        Connection db, JournalOwner owner, Lane lane, long before, int limit)
    {
        var rows = db.Use("""
            SELECT id, webhook_id, items FROM deliveries
            WHERE owner = ? AND lane = ? AND id < ? ORDER BY id DESC LIMIT ?
            """).Add(owner.Id).Add((long)lane).Add(before).Add(limit);
        return ReadFound(rows);
    }

    private static List<FoundDelivery> FindOf(Connection db, JournalOwner owner, Lane lane, long webhookId) =>
        ReadFound(db.Use("""
            SELECT id, webhook_id, items FROM deliveries
            WHERE owner = ? AND lane = ? AND webhook_id = ? ORDER BY id
            """).Add(owner.Id).Add((long)lane).Add(webhookId));

    private static List<FoundDelivery> ReadFound(Statement rows)
    {
        var found = new List<FoundDelivery>();
        while (rows.Step())
            found.Add(new FoundDelivery(rows.Int64(0), rows.Int64(1), (int)rows.Int64(2)));

        return found;
    }

    private Delivery Load(Connection db, Owner owner, Lane lane, FoundDelivery found)
    {
        var webhook = FindWebhook(db, found.WebhookId)
            ?? throw new InvalidOperationException($"Webhook {found.WebhookId} of delivery {found.Id} is gone.");
        var part = new DeliveryPart(owner, lane, found.Items);
        return new Delivery(found.Id, webhook, part, done.NextItemOf(owner.Value, lane, found));
    }

    private static StoredWebhook? FindWebhook(Connection db, long id)
    {
        var row = db.Use("SELECT arrived_at, app_id, body FROM webhooks WHERE id = ?").Add(id);
        if (!row.Step())
            return null;

        var webhook = new StoredWebhook(id, Ticks.ToInstant(row.Int64(0)), row.Text(1), row.Blob(2));
        row.End();
        return webhook;
    }
}
