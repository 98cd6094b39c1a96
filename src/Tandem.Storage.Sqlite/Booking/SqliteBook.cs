using System.Globalization;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>The book on <c>book.db</c>.</summary>
internal sealed class SqliteBook(GroupWriter<BookWork> writer, ReadPool readers) : IBook
{
    private const string Inputs = """
        SELECT o.owner, i.position, i.at, i.kind, i.delivery_id, i.item_index, i.body, i.outcome, i.reason, i.subject
        FROM inputs i JOIN owners o ON o.id = i.owner
        """;

    public Task<OwnerLease> ClaimAsync(Owner owner, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var claim = new ClaimWork(owner);
        writer.Enqueue(claim);
        return claim.Task;
    }

    public Task CommitAsync(Commit commit, CancellationToken ct)
    {
        // Only until here: a commit under way is carried to its end, or nobody could say what it did.
        ct.ThrowIfCancellationRequested();
        var work = new CommitWork(commit);
        writer.Enqueue(work);
        return work.Task;
    }

    public Task<IReadOnlyList<Row>> ReadAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct) =>
        readers.ReadAsync<IReadOnlyList<Row>>(db => RowReading.Find(db, keys), ct);

    public Task<IReadOnlyList<Row>> PageAsync(RowRange range, CancellationToken ct) =>
        readers.ReadAsync<IReadOnlyList<Row>>(db => RowReading.Page(db, range), ct);

    public Task<IReadOnlyList<Row>> ScanAsync(
        string kind, string after, string below, int limit, CancellationToken ct) =>
        readers.ReadAsync<IReadOnlyList<Row>>(db => RowReading.Scan(db, kind, after, below, limit), ct);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsAsync(
        Owner owner, long fromPosition, int limit, CancellationToken ct) =>
        readers.ReadAsync(
            db => ReadInputs(db.Use(Inputs + " WHERE o.owner = ? AND i.position >= ? ORDER BY i.position LIMIT ?")
                .Add(owner.Value).Add(fromPosition).Add(limit)),
            ct);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsOfSubjectAsync(string subject, CancellationToken ct) =>
        readers.ReadAsync(
            db => ReadInputs(db.Use(Inputs + " WHERE i.subject = ? ORDER BY o.owner, i.position").Add(subject)), ct);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsOfDeliveryAsync(long deliveryId, CancellationToken ct) =>
        readers.ReadAsync(
            db => ReadInputs(
                db.Use(Inputs + " WHERE i.delivery_id = ? ORDER BY i.item_index, i.position").Add(deliveryId)),
            ct);

    public Task<IReadOnlyList<FeedItem>> ReadFeedAsync(string? afterCursor, int limit, CancellationToken ct)
    {
        var after = afterCursor is null ? 0 : ParseCursor(afterCursor);
        return readers.ReadAsync<IReadOnlyList<FeedItem>>(db => ReadFeed(db, after, limit), ct);
    }

    public Task<string?> ReadFeedEndAsync(CancellationToken ct) =>
        readers.ReadAsync(
            db =>
            {
                var newest = db.Use("SELECT max(seq) FROM feed");
                var end = newest.Step() ? newest.Int64OrNull(0) : null;
                newest.End();
                return end?.ToString(CultureInfo.InvariantCulture);
            },
            ct);

    private static IReadOnlyList<RecordedInput> ReadInputs(Statement rows)
    {
        var inputs = new List<RecordedInput>();
        while (rows.Step())
        {
            inputs.Add(new RecordedInput(
                new Owner(rows.Text(0)),
                rows.Int64(1),
                Ticks.ToInstant(rows.Int64(2)),
                rows.Text(3),
                rows.Int64OrNull(4),
                (int?)rows.Int64OrNull(5),
                rows.BlobOrNull(6),
                rows.Text(7),
                rows.TextOrNull(8),
                rows.TextOrNull(9)));
        }

        return inputs;
    }

    private static List<FeedItem> ReadFeed(Connection db, long after, int limit)
    {
        var rows = db.Use("""
            SELECT seq, at, kind, number, conversation, body FROM feed WHERE seq > ? ORDER BY seq LIMIT ?
            """).Add(after).Add(limit);
        var items = new List<FeedItem>();
        while (rows.Step())
        {
            items.Add(new FeedItem(
                rows.Int64(0).ToString(CultureInfo.InvariantCulture),
                Ticks.ToInstant(rows.Int64(1)),
                new FeedEntry(rows.Text(2), rows.Text(3), rows.TextOrNull(4), rows.Blob(5))));
        }

        return items;
    }

    private static long ParseCursor(string cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : throw new ArgumentException("This is no cursor of this feed.", nameof(cursor));
}
