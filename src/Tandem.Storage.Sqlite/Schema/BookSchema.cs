namespace Tandem.Storage.Sqlite.Schema;

/// <summary>book.db: rows, recorded inputs, the feed, owners' epochs, and how far deliveries are applied.</summary>
internal static class BookSchema
{
    public const int ApplicationId = 0x5464426B; // "TdBk"

    /// <summary>Applied in order, each once; never edited after a release.</summary>
    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE meta (
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE owners (
            id            INTEGER PRIMARY KEY,
            owner         TEXT NOT NULL UNIQUE,
            epoch         INTEGER NOT NULL,
            next_position INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE rows (
            id      INTEGER PRIMARY KEY,
            kind    TEXT NOT NULL,
            key     TEXT NOT NULL,
            parent  TEXT,
            sort    INTEGER NOT NULL,
            version INTEGER NOT NULL,
            body    BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX rows_by_key ON rows (kind, key);
        CREATE INDEX rows_by_parent ON rows (kind, parent, sort, key) WHERE parent IS NOT NULL;

        CREATE TABLE inputs (
            owner       INTEGER NOT NULL,
            position    INTEGER NOT NULL,
            at          INTEGER NOT NULL, -- 100 ns since 1970 UTC
            kind        TEXT NOT NULL,
            delivery_id INTEGER,
            item_index  INTEGER,
            body        BLOB,
            outcome     TEXT NOT NULL,
            reason      TEXT,
            subject     TEXT,
            PRIMARY KEY (owner, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX inputs_by_subject ON inputs (subject) WHERE subject IS NOT NULL;
        CREATE INDEX inputs_by_delivery ON inputs (delivery_id) WHERE delivery_id IS NOT NULL;

        CREATE TABLE feed (
            seq          INTEGER PRIMARY KEY AUTOINCREMENT,
            at           INTEGER NOT NULL, -- 100 ns since 1970 UTC
            kind         TEXT NOT NULL,
            number       TEXT NOT NULL,
            conversation TEXT,
            body         BLOB NOT NULL
        ) STRICT;

        CREATE TABLE done ( -- deliveries begun or complete, at or above their lane's floor
            delivery_id INTEGER PRIMARY KEY,
            owner       INTEGER NOT NULL,
            next_item   INTEGER NOT NULL,
            complete    INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE floors ( -- every delivery of this owner and lane below the floor is complete
            owner INTEGER NOT NULL,
            lane  INTEGER NOT NULL,
            floor INTEGER NOT NULL,
            PRIMARY KEY (owner, lane)
        ) STRICT, WITHOUT ROWID;
        """,
    ];
}
