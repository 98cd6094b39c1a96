using System.Text;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>Finds rows by key and in listings.</summary>
internal static class RowReading
{
    /// <summary>All from one state of the book, however many keys.</summary>
    public static List<Row> Find(Connection db, IReadOnlyCollection<RowKey> keys)
    {
        db.Use("BEGIN").Run();
        try
        {
            return [.. keys.Distinct().Select(key => Find(db, key)).OfType<Row>()];
        }
        finally
        {
            db.Use("COMMIT").Run();
        }
    }

    private static Row? Find(Connection db, RowKey key)
    {
        var row = db.Use("SELECT parent, sort, body, version FROM rows WHERE kind = ? AND key = ?")
            .Add(key.Kind).Add(key.Key);
        if (!row.Step())
            return null;

        var found = new Row(key, row.TextOrNull(0), row.Int64(1), row.Blob(2), row.Int64(3));
        row.End();
        return found;
    }

    public static List<Row> Scan(Connection db, string kind, string after, string below, int limit)
    {
        var statement = db.Use("""
            SELECT key, parent, sort, body, version FROM rows
            WHERE kind = ? AND key > ? AND key < ? ORDER BY key LIMIT ?
            """).Add(kind).Add(after).Add(below).Add(limit);
        var rows = new List<Row>();
        while (statement.Step())
        {
            rows.Add(new Row(
                new RowKey(kind, statement.Text(0)),
                statement.TextOrNull(1),
                statement.Int64(2),
                statement.Blob(3),
                statement.Int64(4)));
        }

        return rows;
    }

    public static List<Row> Page(Connection db, RowRange range)
    {
        var parents = range.Parents.Distinct().ToList();
        var rows = parents.SelectMany(parent => PageOfParent(db, range, parent));
        if (parents.Count <= 1)
            return [.. rows];

        // UTF-8 bytes compare like code points; UTF-16 units would not, beyond the first plane.
        var merged = rows.ToList();
        merged.Sort((a, b) => (a.Sort.CompareTo(b.Sort) is var sort and not 0 ? sort : CompareKeys(a, b))
            * (range.Descending ? -1 : 1));
        return merged.Count > range.Limit ? merged[..range.Limit] : merged;
    }

    private static List<Row> PageOfParent(Connection db, RowRange range, string parent)
    {
        var after = range.After is null ? "" : " AND (sort, key) > (?, ?)";
        var before = range.Before is null ? "" : " AND (sort, key) < (?, ?)";
        var order = range.Descending ? "sort DESC, key DESC" : "sort, key";
        var statement = db.Use(
            $"SELECT key, sort, body, version FROM rows WHERE kind = ? AND parent = ?{after}{before} "
            + $"ORDER BY {order} LIMIT ?").Add(range.Kind).Add(parent);
        foreach (var place in new[] { range.After, range.Before }.OfType<RowPlace>())
            statement.Add(place.Sort).Add(place.Key);

        var rows = new List<Row>();
        statement.Add(range.Limit);
        while (statement.Step())
        {
            rows.Add(new Row(
                new RowKey(range.Kind, statement.Text(0)),
                parent,
                statement.Int64(1),
                statement.Blob(2),
                statement.Int64(3)));
        }

        return rows;
    }

    private static int CompareKeys(Row a, Row b) =>
        Encoding.UTF8.GetBytes(a.Key.Key).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Key.Key));
}
