using SQLitePCL;

namespace Tandem.Storage.Sqlite.Raw;

/// <summary>One SQLite connection with the statements it has prepared. Used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const uint KeptForLong = 1; // SQLITE_PREPARE_PERSISTENT
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _handle;

    private Connection(sqlite3 handle) => _handle = handle;

    /// <summary>True outside any transaction.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(_handle) != 0;

    public static Connection Open(string path, bool create)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteError(code, "open");
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, 5000);
        return new Connection(handle);
    }

    /// <summary>The statement of this text, prepared once and kept; ready to be bound.</summary>
    public Statement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = Prepare(sql));

        return statement.Begin();
    }

    /// <summary>Runs one or several statements that return nothing.</summary>
    public void Execute(string sql)
    {
        var rest = sql;
        while (!string.IsNullOrWhiteSpace(rest))
        {
            var code = raw.sqlite3_prepare_v3(_handle, rest, 0, out var handle, out var tail);
            if (code != raw.SQLITE_OK)
                throw new SqliteError(code, rest);

            using var statement = new Statement(handle, rest);
            while (statement.Step())
            {
                // A pragma may answer with rows nobody asked for.
            }

            rest = tail;
        }
    }

    /// <summary>The first column of the first row as text, or null.</summary>
    public string? Ask(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.TextOrNull(0) : null;
    }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes() => raw.sqlite3_changes(_handle);

    /// <summary>Pages written to the write-ahead log since the last call.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(_handle, PagesWritten, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Moves the write-ahead log into the database file.</summary>
    /// <returns>Frames still waiting in the log; 0 when all of it has moved.</returns>
    public int Checkpoint(int mode)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out var inLog, out var moved);
        return code switch
        {
            raw.SQLITE_OK or raw.SQLITE_BUSY => Math.Max(0, inLog - Math.Max(0, moved)),
            _ => throw new SqliteError(code, "checkpoint"),
        };
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();

        _handle.Dispose();
    }

    private Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, KeptForLong, out var handle);
        return code == raw.SQLITE_OK ? new Statement(handle, sql) : throw new SqliteError(code, sql);
    }
}
