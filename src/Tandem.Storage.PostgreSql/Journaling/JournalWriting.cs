using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql.Journaling;

/// <summary>Writes a group of webhooks by one prepared statement: one round trip, one commit.</summary>
/// <remarks>A connection lost on the way is a failure: Meta repeats, and a webhook kept twice is harmless.</remarks>
internal sealed class JournalWriting(WriterConnection writer)
{
    private const string Sql = """
        WITH webhook AS MATERIALIZED (
            SELECT nextval('webhook_ids') AS id, ord, arrived_at, app_id, body
            FROM unnest($1::bigint[], $2::text[], $3::bytea[]) WITH ORDINALITY AS w (arrived_at, app_id, body, ord)
        ), part AS MATERIALIZED (
            SELECT ord, owner COLLATE "C" AS owner, lane, items, nextval('delivery_ids') AS id
            FROM unnest($4::bigint[], $5::text[], $6::smallint[], $7::integer[]) AS p (ord, owner, lane, items)
        ), kept AS (
            INSERT INTO webhooks (id, arrived_at, app_id, body) SELECT id, arrived_at, app_id, body FROM webhook
        ), delivered AS (
            INSERT INTO deliveries (owner, id, lane, webhook_id, items)
            SELECT p.owner, p.id, p.lane, w.id, p.items FROM part p JOIN webhook w USING (ord)
        ), counted AS (
            INSERT INTO received AS r (owner, items)
            SELECT owner, sum(items) FROM part GROUP BY owner ORDER BY owner
            ON CONFLICT (owner) DO UPDATE SET items = r.items + excluded.items
        )
        SELECT id FROM webhook ORDER BY ord
        """;

    public async Task WriteAsync(List<PendingAppend> items)
    {
        var parts = new List<(long Ord, DeliveryPart Part)>(items.Count);
        for (var n = 0; n < items.Count; n++)
            parts.AddRange(items[n].Webhook.Parts.Select(part => (n + 1L, part)));

        await using var command = new NpgsqlCommand(Sql, await writer.GetAsync());
        Add(command, items.Select(item => Stored.Ticks(item.Webhook.ArrivedAt)));
        Add(command, items.Select(item => Stored.Text(item.Webhook.AppId)));
        Add(command, items.Select(item => item.Webhook.Body));
        Add(command, parts.Select(each => each.Ord));
        Add(command, parts.Select(each => Stored.Text(each.Part.Owner.Value)));
        Add(command, parts.Select(each => (short)each.Part.Lane));
        Add(command, parts.Select(each => each.Part.Items));

        var ids = new List<long>(items.Count);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                ids.Add(reader.GetInt64(0));
        }

        for (var n = 0; n < items.Count; n++)
            items[n].TrySetResult(ids[n]);
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values] });
}
