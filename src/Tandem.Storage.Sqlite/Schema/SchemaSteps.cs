using System.Globalization;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Schema;

/// <summary>Brings a file to the schema this program knows, forward only, then checks that it is there.</summary>
internal static class SchemaSteps
{
    /// <exception cref="StorageRefusedException">The file is not ours, newer, or was tampered with.</exception>
    public static void Apply(Connection db, string path, int applicationId, string[] migrations)
    {
        var found = int.Parse(db.Ask("PRAGMA user_version")!, CultureInfo.InvariantCulture);
        RefuseForeign(db, path, applicationId, found);
        if (found > migrations.Length)
        {
            throw new StorageRefusedException(
                $"{path} has schema {found}, this program knows {migrations.Length}: it was written by a newer "
                + "version. Run that version, or restore a backup made before the upgrade.");
        }

        for (var next = found; next < migrations.Length; next++)
        {
            db.Execute("BEGIN IMMEDIATE");
            db.Execute(migrations[next]);
            db.Execute($"PRAGMA application_id = {applicationId}; PRAGMA user_version = {next + 1}; COMMIT;");
        }

        Verify(db, path, migrations);
    }

    private static void RefuseForeign(Connection db, string path, int applicationId, int version)
    {
        var id = int.Parse(db.Ask("PRAGMA application_id")!, CultureInfo.InvariantCulture);
        var isEmpty = db.Ask("SELECT 1 FROM sqlite_schema LIMIT 1") is null;
        if (isEmpty ? version != 0 : id != applicationId)
        {
            throw new StorageRefusedException(
                $"{path} is a SQLite file, but not one of Tandem's for this purpose. Choose another data folder.");
        }
    }

    private static void Verify(Connection db, string path, string[] migrations)
    {
        using var reference = Connection.Open(":memory:", create: true);
        foreach (var migration in migrations)
            reference.Execute(migration);

        var expected = Describe(reference);
        var actual = Describe(db);
        var odd = expected.Except(actual).Concat(actual.Except(expected)).FirstOrDefault();
        if (odd.Name is not null)
        {
            throw new StorageRefusedException(
                $"{path}: {odd.Type} '{odd.Name}' is not as this version expects it. Restore a backup, or undo the "
                + "change that was made by hand.");
        }
    }

    private static HashSet<(string Type, string Name, string? Sql)> Describe(Connection db)
    {
        // ANALYZE leaves tables of SQLite's own; they change nothing we rely on.
        var statement = db.Use("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'");
        var found = new HashSet<(string, string, string?)>();
        while (statement.Step())
            found.Add((statement.Text(0), statement.Text(1), statement.TextOrNull(2)));

        return found;
    }
}
