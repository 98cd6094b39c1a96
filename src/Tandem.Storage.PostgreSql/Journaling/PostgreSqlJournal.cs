using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql.Journaling;

/// <summary>The journal on PostgreSQL. Done marks are columns of the delivery itself.</summary>
internal sealed class PostgreSqlJournal(GroupLoop<PendingAppend> writer, Reading reading) : IJournal
{
    private const string Deliveries = """
        SELECT d.id, d.lane, d.items, CASE WHEN d.complete THEN d.items ELSE d.next_item END,
               w.id, w.arrived_at, w.app_id, w.body
        FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id
        """;

    public async ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct)
    {
        // Only until here: once it waits for the commit, its bytes belong to the writer until the task ends.
        ct.ThrowIfCancellationRequested();
        var append = new PendingAppend(webhook);
        writer.Enqueue(append);
        return await append.Task;
    }

    public Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct) =>
        reading.ListAsync(
            Deliveries + " WHERE d.owner = $1 AND d.lane = $2 AND NOT d.complete ORDER BY d.id LIMIT $3",
            [Reading.Value(Stored.Text(owner.Value)), Reading.Value((short)lane), Reading.Value(limit)],
            row => ReadDelivery(row, owner),
            ct);

    public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) =>
        reading.ListAsync(
            "SELECT DISTINCT owner FROM deliveries WHERE NOT complete ORDER BY owner",
            [],
            row => new Owner(Stored.ToText(row.GetString(0))),
            ct);

    public async Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct)
    {
        var found = await reading.ListAsync(
            "SELECT id, arrived_at, app_id, body FROM webhooks WHERE id = $1",
            [Reading.Value(webhookId)],
            row => ReadWebhook(row, first: 0),
            ct);
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
        Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct) =>
        reading.ListAsync(
            Deliveries + " WHERE d.owner = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT $3",
            [
                Reading.Value(Stored.Text(owner.Value)),
                Reading.Value(beforeDeliveryId ?? long.MaxValue),
                Reading.Value(limit),
            ],
            row => ReadDelivery(row, owner),
            ct);

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(Owner owner, long webhookId, CancellationToken ct) =>
        reading.ListAsync(
            Deliveries + " WHERE d.owner = $1 AND d.webhook_id = $2 ORDER BY d.id",
            [Reading.Value(Stored.Text(owner.Value)), Reading.Value(webhookId)],
            row => ReadDelivery(row, owner),
            ct);

    public async Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct)
    {
        var found = await reading.ListAsync(
            "SELECT items FROM received WHERE owner = $1",
            [Reading.Value(Stored.Text(owner.Value))],
            row => row.GetInt64(0),
            ct);
        return found.Count == 0 ? 0 : found[0];
    }

    private static Delivery ReadDelivery(NpgsqlDataReader row, Owner owner) => new(
        row.GetInt64(0),
        ReadWebhook(row, first: 4),
        new DeliveryPart(owner, (Lane)row.GetInt16(1), row.GetInt32(2)),
        row.GetInt32(3));

    private static StoredWebhook ReadWebhook(NpgsqlDataReader row, int first) => new(
        row.GetInt64(first),
        Stored.ToInstant(row.GetInt64(first + 1)),
        Stored.ToText(row.GetString(first + 2)),
        row.GetFieldValue<byte[]>(first + 3));
}
