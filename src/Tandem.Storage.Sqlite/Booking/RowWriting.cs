using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>Writes one changed row, touching the listing's index only when the row's place changes.</summary>
internal static class RowWriting
{
    public static void Write(Connection db, RowChange change)
    {
        var (id, version, isInPlace) = Find(db, change);
        if (change.ExpectedVersion is { } expected && expected != version)
            throw new VersionConflictException(change.Key);

        if (change.Body is not { } body)
            Delete(db, id);
        else if (id == 0)
            Insert(db, change, body);
        else if (isInPlace)
            Replace(db, id, body);
        else
            Move(db, id, change, body);
    }

    private static (long Id, long Version, bool IsInPlace) Find(Connection db, RowChange change)
    {
        var row = db.Use("SELECT id, version, parent IS ?3 AND sort = ?4 FROM rows WHERE kind = ?1 AND key = ?2")
            .Add(change.Key.Kind).Add(change.Key.Key).Add(change.Parent).Add(change.Sort);
        if (!row.Step())
            return default;

        var found = (row.Int64(0), row.Int64(1), row.Int64(2) != 0);
        row.End();
        return found;
    }

    private static void Insert(Connection db, RowChange change, ReadOnlyMemory<byte> body) =>
        db.Use("INSERT INTO rows (kind, key, parent, sort, version, body) VALUES (?, ?, ?, ?, 1, ?)")
            .Add(change.Key.Kind).Add(change.Key.Key).Add(change.Parent).Add(change.Sort).Add(body.Span).Run();

    private static void Replace(Connection db, long id, ReadOnlyMemory<byte> body) =>
        db.Use("UPDATE rows SET body = ?, version = version + 1 WHERE id = ?").Add(body.Span).Add(id).Run();

    private static void Move(Connection db, long id, RowChange change, ReadOnlyMemory<byte> body) =>
        db.Use("UPDATE rows SET parent = ?, sort = ?, body = ?, version = version + 1 WHERE id = ?")
            .Add(change.Parent).Add(change.Sort).Add(body.Span).Add(id).Run();

    private static void Delete(Connection db, long id)
    {
        if (id != 0)
            db.Use("DELETE FROM rows WHERE id = ?").Add(id).Run();
    }
}
