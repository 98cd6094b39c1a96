namespace Tandem.Storage.Sqlite.Schema;

/// <summary>journal.db: the bytes as they came, and who has to apply them.</summary>
internal static class JournalSchema
{
    public const int ApplicationId = 0x54644A6C; // "TdJl"

    /// <summary>Applied in order, each once; never edited after a release.</summary>
    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE meta (
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE owners (
            id    INTEGER PRIMARY KEY,
            owner TEXT NOT NULL UNIQUE,
            items INTEGER NOT NULL -- ever received, as the intake's scan counted them
        ) STRICT;

        CREATE TABLE webhooks (
            id         INTEGER PRIMARY KEY,
            arrived_at INTEGER NOT NULL, -- 100 ns since 1970 UTC
            app_id     TEXT NOT NULL,
            body       BLOB NOT NULL
        ) STRICT;

        CREATE TABLE deliveries (
            owner      INTEGER NOT NULL,
            lane       INTEGER NOT NULL,
            id         INTEGER NOT NULL, -- grows in commit order over all owners
            webhook_id INTEGER NOT NULL,
            items      INTEGER NOT NULL,
            PRIMARY KEY (owner, lane, id)
        ) STRICT, WITHOUT ROWID;
        """,
    ];
}
