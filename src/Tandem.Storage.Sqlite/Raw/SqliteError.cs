using SQLitePCL;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Sqlite.Raw;

/// <summary>SQLite said no. The text names the operation and the code, never what was stored.</summary>
internal sealed class SqliteError(int code, string operation)
    : Exception($"SQLite error {code} ({raw.sqlite3_errstr(code).utf8_to_string()}) in: {operation}")
{
    // The disk is full while the index of the write-ahead log grows: a file SQLite can rebuild at any time.
    private const int SharedIndexCannotGrow = raw.SQLITE_IOERR | (19 << 8);

    /// <summary>The extended result code.</summary>
    public int Code => code;

    /// <summary>No room, or another program holds the file: nothing was written, later it may be.</summary>
    public bool MayPass => Primary is raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED
        || code == SharedIndexCannotGrow;

    /// <summary>The fault lies in what was to be written, not in the file: others beside it are not hit.</summary>
    public bool IsOfTheContent => Primary is raw.SQLITE_ERROR or raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT
        or raw.SQLITE_MISMATCH or raw.SQLITE_MISUSE or raw.SQLITE_RANGE;

    private int Primary => code & 0xFF;

    /// <summary>The same in the words of the ports; reports what cannot pass to <paramref name="health"/>.</summary>
    public Exception ToPortException(StorageHealth health)
    {
        if (MayPass)
            return new JournalFullException("Nothing was kept: the disk is full or the file is held.", this);

        return IsOfTheContent ? ToRefusal() : health.Break(this);
    }

    /// <summary>For errors that are <see cref="IsOfTheContent"/>.</summary>
    public InvalidOperationException ToRefusal() => new("SQLite refused what was to be written or read.", this);
}
