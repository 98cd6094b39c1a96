using System.Collections.Concurrent;
using Npgsql;
using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql.Schema;

/// <summary>Brings the database to the schema this program knows, forward only, then checks that it is there.</summary>
internal static class SchemaSteps
{
    // How the schema should look, by server version: their wording of an index differs.
    private static readonly ConcurrentDictionary<string, HashSet<string>> Expected = new(StringComparer.Ordinal);

    private const long OneAtATime = 0x54616E64656D; // "Tandem": processes that start together wait for each other

    /// <exception cref="StorageRefusedException">Newer, changed by hand, or on an unreliable server.</exception>
    public static async Task ApplyAsync(NpgsqlConnection db, CancellationToken ct)
    {
        await RefuseUnreliableAsync(db, ct);
        await MigrateAsync(db, ct);
        await VerifyAsync(db, ct);
    }

    private static async Task RefuseUnreliableAsync(NpgsqlConnection db, CancellationToken ct)
    {
        (string Setting, string Value)[] needed =
            [("fsync", "on"), ("full_page_writes", "on"), ("server_encoding", "UTF8")];
        foreach (var (setting, wanted) in needed)
        {
            var found = await AskAsync<string>(db, $"SHOW {setting}", ct);
            if (found != wanted)
            {
                throw new StorageRefusedException(
                    $"PostgreSQL has {setting} = {found}, and Tandem needs {wanted}: it acknowledges what is durable.");
            }
        }
    }

    private static async Task MigrateAsync(NpgsqlConnection db, CancellationToken ct)
    {
        await using var transaction = await db.BeginTransactionAsync(ct);
        await RunAsync(db, $"SELECT pg_advisory_xact_lock({OneAtATime})", ct);
        await RunAsync(
            db,
            $"""
            CREATE SCHEMA IF NOT EXISTS {Migrations.Schema};
            SET LOCAL search_path = {Migrations.Schema};
            CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL);
            """,
            ct);
        var found = await AskAsync<int>(db, "SELECT coalesce(max(version), 0) FROM schema_version", ct);
        if (found > Migrations.Steps.Length)
        {
            throw new StorageRefusedException(
                $"The database has schema {found}, this program knows {Migrations.Steps.Length}: it was written by a "
                + "newer version. Run that version, or restore a backup made before the upgrade.");
        }

        for (var next = found; next < Migrations.Steps.Length; next++)
            await RunAsync(db, $"{Migrations.Steps[next]}; INSERT INTO schema_version VALUES ({next + 1})", ct);

        await transaction.CommitAsync(ct);
    }

    private static async Task VerifyAsync(NpgsqlConnection db, CancellationToken ct)
    {
        if (!Expected.TryGetValue(db.ServerVersion, out var expected))
            Expected[db.ServerVersion] = expected = await BuildBesideAsync(db, ct);

        var actual = await DescribeAsync(db, Migrations.Schema, ct);
        var odd = expected.Except(actual).Concat(actual.Except(expected)).FirstOrDefault();
        if (odd is not null)
        {
            throw new StorageRefusedException(
                $"The schema {Migrations.Schema} is not as this version expects it: {odd}. Restore a backup, or undo "
                + "the change that was made by hand.");
        }
    }

    /// <summary>Builds the schema once more in a transaction that is rolled back, to see how it should look.</summary>
    private static async Task<HashSet<string>> BuildBesideAsync(NpgsqlConnection db, CancellationToken ct)
    {
        const string Beside = "tandem_expected";
        await using var transaction = await db.BeginTransactionAsync(ct);
        await RunAsync(db, $"SELECT pg_advisory_xact_lock({OneAtATime})", ct);
        await RunAsync(
            db,
            $"""
            CREATE SCHEMA {Beside};
            SET LOCAL search_path = {Beside};
            CREATE TABLE schema_version (version integer NOT NULL);
            """,
            ct);
        foreach (var step in Migrations.Steps)
            await RunAsync(db, step, ct);

        return await DescribeAsync(db, Beside, ct);
    }

    private static async Task<HashSet<string>> DescribeAsync(NpgsqlConnection db, string schema, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT format('column %s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                          CASE WHEN a.attnotnull THEN ' not null' ELSE '' END)
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r'
            UNION ALL
            SELECT 'index ' || replace(pg_get_indexdef(i.indexrelid), $1 || '.', '')
                   || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
            FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
            WHERE c.relnamespace = $1::regnamespace
            """,
            db);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetString(0));

        return found;
    }

    private static async Task RunAsync(NpgsqlConnection db, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<T> AskAsync<T>(NpgsqlConnection db, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, db);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}
