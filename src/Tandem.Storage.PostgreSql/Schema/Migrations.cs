namespace Tandem.Storage.PostgreSql.Schema;

/// <summary>The schema <c>tandem</c>, step by step; each applied once; never edited after a release.</summary>
internal static class Migrations
{
    public const string Schema = "tandem";

    public static readonly string[] Steps =
    [
        """
        CREATE SEQUENCE webhook_ids;
        CREATE SEQUENCE delivery_ids;

        CREATE TABLE webhooks (
            id         bigint PRIMARY KEY,
            arrived_at bigint NOT NULL, -- 100 ns since 1970 UTC
            app_id     text   NOT NULL,
            body       bytea  NOT NULL
        );
        ALTER TABLE webhooks ALTER COLUMN body SET STORAGE EXTERNAL; -- compressing costs more than it saves

        CREATE TABLE deliveries (
            owner      text COLLATE "C" NOT NULL,
            id         bigint   NOT NULL,
            lane       smallint NOT NULL,
            webhook_id bigint   NOT NULL,
            items      integer  NOT NULL,
            next_item  integer  NOT NULL DEFAULT 0,
            complete   boolean  NOT NULL DEFAULT false,
            PRIMARY KEY (owner, id)
        );
        CREATE INDEX deliveries_undone ON deliveries (owner, lane, id) WHERE NOT complete;

        CREATE TABLE received ( -- items per owner, as the intake's scan counted them
            owner text COLLATE "C" PRIMARY KEY,
            items bigint NOT NULL
        ) WITH (fillfactor = 50);

        CREATE TABLE owners (
            owner         text COLLATE "C" PRIMARY KEY,
            epoch         bigint NOT NULL,
            next_position bigint NOT NULL
        ) WITH (fillfactor = 50);

        CREATE TABLE rows (
            kind    text COLLATE "C" NOT NULL,
            key     text COLLATE "C" NOT NULL,
            parent  text COLLATE "C",
            sort    bigint NOT NULL,
            version bigint NOT NULL,
            body    bytea  NOT NULL,
            PRIMARY KEY (kind, key)
        ) WITH (fillfactor = 80);
        CREATE INDEX rows_by_parent ON rows (kind, parent, sort, key) WHERE parent IS NOT NULL;

        CREATE TABLE inputs (
            owner       text COLLATE "C" NOT NULL,
            position    bigint NOT NULL,
            at          bigint NOT NULL, -- 100 ns since 1970 UTC
            kind        text   NOT NULL,
            delivery_id bigint,
            item_index  integer,
            body        bytea,
            outcome     text   NOT NULL,
            reason      text,
            subject     text COLLATE "C",
            PRIMARY KEY (owner, position)
        );
        CREATE INDEX inputs_by_subject ON inputs (subject) WHERE subject IS NOT NULL;
        CREATE INDEX inputs_by_delivery ON inputs (delivery_id) WHERE delivery_id IS NOT NULL;

        CREATE TABLE feed (
            seq          bigint PRIMARY KEY,
            at           bigint NOT NULL, -- 100 ns since 1970 UTC
            kind         text   NOT NULL,
            number       text   NOT NULL,
            conversation text,
            body         bytea  NOT NULL
        );

        CREATE TABLE feed_end ( -- one row; its lock is held until commit, so numbers appear in commit order
            last bigint NOT NULL
        ) WITH (fillfactor = 20);
        INSERT INTO feed_end VALUES (0);
        """,
    ];
}
