using System.Globalization;
using Npgsql;
using Tandem.Engine.Storing;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>The book on PostgreSQL.</summary>
internal sealed class PostgreSqlBook(GroupLoop<PendingCommit> writer, Reading reading) : IBook
{
    private const string Inputs = """
        SELECT owner, position, at, kind, delivery_id, item_index, body, outcome, reason, subject FROM inputs
        """;

    public async Task<OwnerLease> ClaimAsync(Owner owner, CancellationToken ct)
    {
        var lease = await reading.ListAsync(
            """
            INSERT INTO owners AS o (owner, epoch, next_position) VALUES ($1, 1, 1)
            ON CONFLICT (owner) DO UPDATE SET epoch = o.epoch + 1 RETURNING epoch, next_position
            """,
            [Reading.Value(Stored.Text(owner.Value))],
            row => new OwnerLease(owner, row.GetInt64(0), row.GetInt64(1)),
            ct);
        return lease[0];
    }

    public async Task CommitAsync(Commit commit, CancellationToken ct)
    {
        // Only until here: a commit under way is carried to its end, or nobody could say what it did.
        ct.ThrowIfCancellationRequested();
        var pending = new PendingCommit(commit);
        writer.Enqueue(pending);
        try
        {
            await pending.Task;
        }
        catch (UnknownOutcomeException unknown)
        {
            // A claim shows what was written: the position that comes next, and the rows as they are.
            throw commit.Epoch != 0
                ? new StaleOwnerException(commit.Owner, commit.Epoch, mayBeWritten: true)
                : new JournalFullException("The database went away during the commit: look what it holds.", unknown);
        }
    }

    public Task<IReadOnlyList<Row>> ReadAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct) =>
        reading.ListAsync(
            """
            SELECT r.kind, r.key, r.parent, r.sort, r.body, r.version
            FROM (SELECT DISTINCT kind, key FROM unnest($1, $2) AS u (kind, key)) k JOIN rows r USING (kind, key)
            """,
            [BookStatements.Texts(keys.Select(key => key.Kind)), BookStatements.Texts(keys.Select(key => key.Key))],
            ReadRow,
            ct);

    public Task<IReadOnlyList<Row>> PageAsync(RowRange range, CancellationToken ct)
    {
        var direction = range.Descending ? "DESC" : "ASC";
        var after = range.After is null ? "" : " AND (sort, key) > ($4, $5)";
        var next = range.After is null ? 4 : 6;
        var before = range.Before is null ? "" : $" AND (sort, key) < (${next}, ${next + 1})";
        var order = $"ORDER BY sort {direction}, key {direction} LIMIT $3";
        List<NpgsqlParameter> values =
        [
            Reading.Value(Stored.Text(range.Kind)),
            BookStatements.Texts(range.Parents.Distinct()),
            Reading.Value(range.Limit),
        ];
        foreach (var place in new[] { range.After, range.Before }.OfType<RowPlace>())
            values.AddRange([Reading.Value(place.Sort), Reading.Value(Stored.Text(place.Key))]);

        // Each parent's part comes ready from the index; only those few rows are merged.
        return reading.ListAsync(
            $"""
            SELECT r.* FROM unnest($2) AS p (parent) CROSS JOIN LATERAL (
                SELECT kind, key, parent, sort, body, version FROM rows
                WHERE kind = $1 AND rows.parent = p.parent{after}{before} {order}
            ) r {order}
            """,
            values,
            ReadRow,
            ct);
    }

    public Task<IReadOnlyList<Row>> ScanAsync(
        string kind, string after, string below, int limit, CancellationToken ct) =>
        reading.ListAsync(
            """
            SELECT kind, key, parent, sort, body, version FROM rows
            WHERE kind = $1 AND key > $2 AND key < $3 ORDER BY key LIMIT $4
            """,
            [
                Reading.Value(Stored.Text(kind)), Reading.Value(Stored.Text(after)), Reading.Value(Stored.Text(below)),
                Reading.Value(limit),
            ],
            ReadRow,
            ct);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsAsync(
        Owner owner, long fromPosition, int limit, CancellationToken ct) =>
        reading.ListAsync(
            Inputs + " WHERE owner = $1 AND position >= $2 ORDER BY position LIMIT $3",
            [Reading.Value(Stored.Text(owner.Value)), Reading.Value(fromPosition), Reading.Value(limit)],
            ReadInput,
            ct);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsOfSubjectAsync(string subject, CancellationToken ct) =>
        reading.ListAsync(
            Inputs + " WHERE subject = $1 ORDER BY owner, position",
            [Reading.Value(Stored.Text(subject))],
            ReadInput,
            ct);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsOfDeliveryAsync(long deliveryId, CancellationToken ct) =>
        reading.ListAsync(
            Inputs + " WHERE delivery_id = $1 ORDER BY item_index, position",
            [Reading.Value(deliveryId)],
            ReadInput,
            ct);

    public async Task<IReadOnlyList<FeedItem>> ReadFeedAsync(string? afterCursor, int limit, CancellationToken ct) =>
        await reading.ListAsync(
            "SELECT seq, at, kind, number, conversation, body FROM feed WHERE seq > $1 ORDER BY seq LIMIT $2",
            [Reading.Value(afterCursor is null ? 0 : ParseCursor(afterCursor)), Reading.Value(limit)],
            row => new FeedItem(
                CursorOf(row.GetInt64(0)),
                Stored.ToInstant(row.GetInt64(1)),
                new FeedEntry(
                    Stored.ToText(row.GetString(2)),
                    Stored.ToText(row.GetString(3)),
                    TextOrNull(row, 4),
                    row.GetFieldValue<byte[]>(5))),
            ct);

    public async Task<string?> ReadFeedEndAsync(CancellationToken ct)
    {
        var last = await reading.ListAsync("SELECT last FROM feed_end", [], row => row.GetInt64(0), ct);
        return last[0] == 0 ? null : CursorOf(last[0]);
    }

    private static Row ReadRow(NpgsqlDataReader row) => new(
        new RowKey(Stored.ToText(row.GetString(0)), Stored.ToText(row.GetString(1))),
        TextOrNull(row, 2),
        row.GetInt64(3),
        row.GetFieldValue<byte[]>(4),
        row.GetInt64(5));

    private static RecordedInput ReadInput(NpgsqlDataReader row) => new(
        new Owner(Stored.ToText(row.GetString(0))),
        row.GetInt64(1),
        Stored.ToInstant(row.GetInt64(2)),
        Stored.ToText(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetInt32(5),
        BytesOrNull(row, 6),
        Stored.ToText(row.GetString(7)),
        TextOrNull(row, 8),
        TextOrNull(row, 9));

    private static ReadOnlyMemory<byte>? BytesOrNull(NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;

        return row.GetFieldValue<byte[]>(column);
    }

    private static string? TextOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Stored.ToText(row.GetString(column));

    private static string CursorOf(long seq) => seq.ToString(CultureInfo.InvariantCulture);

    private static long ParseCursor(string cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : throw new ArgumentException("This is no cursor of this feed.", nameof(cursor));
}
