using Npgsql;
using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>Turns a plan into a few statements over arrays, sent in one round trip that ends in COMMIT.</summary>
internal static class BookStatements
{
    public static void Add(NpgsqlBatch batch, GroupPlan plan, DateTimeOffset now)
    {
        AddRows(batch, plan.Rows);
        AddPositions(batch, plan);
        AddInputs(batch, [.. plan.Accepted.SelectMany(each => each.Commit.Inputs)]);
        AddDone(batch, plan.Accepted);

        // Last before the commit: it takes the lock that orders the feeds of all processes.
        AddFeed(batch, [.. plan.Accepted.SelectMany(each => each.Commit.Feed)], now);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
    }

    private static void AddRows(NpgsqlBatch batch, RowMerge rows)
    {
        var deleted = rows.Rows.Where(row => row.Value.IsDeletedFirst).Select(row => row.Key).ToList();
        if (deleted.Count > 0)
        {
            Add(
                batch,
                "DELETE FROM rows r USING unnest($1, $2) AS d (kind, key) WHERE r.kind = d.kind AND r.key = d.key",
                Texts(deleted.Select(key => key.Kind)),
                Texts(deleted.Select(key => key.Key)));
        }

        const string Insert = """
            INSERT INTO rows AS r (kind, key, parent, sort, version, body)
            SELECT kind, key, parent, sort, version, body
            FROM unnest($1, $2, $3, $4, $5, $6) AS n (kind, key, parent, sort, version, body)
            """;
        var written = rows.Rows.Values.Where(row => row.Last.Body is not null).ToLookup(row => row.IsNew);

        // A row that must not exist is only inserted: losing the race fails the group, and it is decided anew.
        AddWritten(batch, Insert, [.. written[true]]);
        AddWritten(
            batch,
            Insert + """

            ON CONFLICT (kind, key) DO UPDATE
            SET parent = excluded.parent, sort = excluded.sort, body = excluded.body,
                version = r.version + excluded.version
            """,
            [.. written[false]]);
    }

    private static void AddWritten(NpgsqlBatch batch, string sql, List<MergedRow> rows)
    {
        if (rows.Count == 0)
            return;

        Add(
            batch,
            sql,
            Texts(rows.Select(row => row.Last.Key.Kind)),
            Texts(rows.Select(row => row.Last.Key.Key)),
            Texts(rows.Select(row => row.Last.Parent)),
            Array(rows.Select(row => row.Last.Sort)),
            Array(rows.Select(row => (long)row.Writes)),
            Array(rows.Select(row => row.Last.Body!.Value)));
    }

    private static void AddPositions(NpgsqlBatch batch, GroupPlan plan)
    {
        if (plan.Positions.Count == 0)
            return;

        Add(
            batch,
            """
            INSERT INTO owners (owner, epoch, next_position)
            SELECT owner, 0, next FROM unnest($1, $2) AS p (owner, next)
            ON CONFLICT (owner) DO UPDATE SET next_position = excluded.next_position
            """,
            Texts(plan.Positions.Keys),
            Array(plan.Positions.Values));
    }

    private static void AddInputs(NpgsqlBatch batch, List<RecordedInput> inputs)
    {
        if (inputs.Count == 0)
            return;

        Add(
            batch,
            """
            INSERT INTO inputs (owner, position, at, kind, delivery_id, item_index, body, outcome, reason, subject)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            Texts(inputs.Select(input => input.Owner.Value)),
            Array(inputs.Select(input => input.Position)),
            Array(inputs.Select(input => Stored.Ticks(input.At))),
            Texts(inputs.Select(input => input.Kind)),
            Array(inputs.Select(input => input.DeliveryId)),
            Array(inputs.Select(input => input.ItemIndex)),
            Array(inputs.Select(input => input.Body?.ToArray())),
            Texts(inputs.Select(input => input.Outcome)),
            Texts(inputs.Select(input => input.Reason)),
            Texts(inputs.Select(input => input.Subject)));
    }

    private static void AddDone(NpgsqlBatch batch, List<PendingCommit> commits)
    {
        // The newest mark of each delivery; an UPDATE could not apply two to one row.
        var marks = new SortedDictionary<(string Owner, long Id), DoneMark>();
        foreach (var (owner, mark) in commits.SelectMany(each => each.Commit.Done, (each, m) => (each.Commit.Owner, m)))
        {
            var wasComplete = marks.GetValueOrDefault((owner.Value, mark.DeliveryId))?.IsComplete ?? false;
            marks[(owner.Value, mark.DeliveryId)] = mark with { IsComplete = mark.IsComplete || wasComplete };
        }

        if (marks.Count == 0)
            return;

        Add(
            batch,
            """
            UPDATE deliveries d SET next_item = m.next_item, complete = d.complete OR m.complete
            FROM unnest($1, $2, $3, $4) AS m (owner, id, next_item, complete)
            WHERE d.owner = m.owner AND d.id = m.id
            """,
            Texts(marks.Keys.Select(key => key.Owner)),
            Array(marks.Keys.Select(key => key.Id)),
            Array(marks.Values.Select(mark => mark.NextItem)),
            Array(marks.Values.Select(mark => mark.IsComplete)));
    }

    private static void AddFeed(NpgsqlBatch batch, List<FeedEntry> entries, DateTimeOffset now)
    {
        if (entries.Count == 0)
            return;

        Add(
            batch,
            """
            WITH taken AS (UPDATE feed_end SET last = last + cardinality($2) RETURNING last - cardinality($2) AS before)
            INSERT INTO feed (seq, at, kind, number, conversation, body)
            SELECT taken.before + ord, $1, kind, number, conversation, body
            FROM taken, unnest($2, $3, $4, $5) WITH ORDINALITY AS e (kind, number, conversation, body, ord)
            """,
            new NpgsqlParameter<long> { TypedValue = Stored.Ticks(now) },
            Texts(entries.Select(entry => entry.Kind)),
            Texts(entries.Select(entry => entry.Number)),
            Texts(entries.Select(entry => entry.Conversation)),
            Array(entries.Select(entry => entry.Body)));
    }

    private static void Add(NpgsqlBatch batch, string sql, params NpgsqlParameter[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value);

        batch.BatchCommands.Add(command);
    }

    internal static NpgsqlParameter Texts(IEnumerable<string?> texts) =>
        new NpgsqlParameter<string?[]> { TypedValue = [.. texts.Select(Stored.TextOrNull)] };

    private static NpgsqlParameter Array<T>(IEnumerable<T> values) =>
        new NpgsqlParameter<T[]> { TypedValue = [.. values] };
}
