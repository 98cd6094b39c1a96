using Npgsql;
using Tandem.Engine.Storing;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>Writes the commits of many owners in one transaction of two round trips.</summary>
/// <remarks>The first locks and reads, the second writes and commits.</remarks>
internal sealed class BookWriting(WriterConnection writer, CommitOutcomes outcomes, TimeProvider clock)
{
    /// <summary>For the writer's connection: lookups go by key, whatever an empty table's plan would say.</summary>
    public const string Settings = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    private const int MostAttempts = 5;

    public async Task WriteAsync(List<PendingCommit> items)
    {
        try
        {
            await WriteTogetherAsync(items);
        }
        catch (PostgresException failure) when (ConcernsFew(failure))
        {
            foreach (var item in items)
                await WriteAloneAsync(item);
        }
    }

    private static bool ConcernsFew(PostgresException failure) =>
        StorageHealth.IsOfTheContent(failure) || IsDeadlock(failure);

    private static bool IsDeadlock(PostgresException failure) =>
        failure.SqlState == PostgresErrorCodes.DeadlockDetected;

    private async Task WriteAloneAsync(PendingCommit item)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteTogetherAsync([item]);
                return;
            }
            catch (PostgresException failure) when (StorageHealth.IsOfTheContent(failure))
            {
                item.Fail(RefusalOf(item.Commit, failure));
                return;
            }
            catch (PostgresException failure) when (IsDeadlock(failure) && attempt < MostAttempts)
            {
                // The other process has gone on by now: one of two is always let through.
            }
        }
    }

    private static Exception RefusalOf(Commit commit, PostgresException failure)
    {
        var mustBeNew = commit.Rows.FirstOrDefault(change => change.ExpectedVersion == 0);
        return failure is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "rows" } && mustBeNew is not null
            ? new VersionConflictException(mustBeNew.Key)
            : new InvalidOperationException($"PostgreSQL refused this commit ({failure.SqlState}).", failure);
    }

    private async Task WriteTogetherAsync(List<PendingCommit> items)
    {
        var db = await writer.GetAsync();
        GroupPlan plan;
        string transaction;
        try
        {
            (plan, transaction) = await PlanAsync(db, items);
        }
        catch
        {
            await writer.RollBackAsync();
            throw;
        }

        if (plan.Accepted.Count == 0)
            await writer.RollBackAsync();
        else
            await CommitAsync(db, plan, transaction);

        foreach (var (refused, reason) in plan.Refused)
            refused.Fail(reason);

        foreach (var accepted in plan.Accepted)
            accepted.TrySetResult();
    }

    private async Task CommitAsync(NpgsqlConnection db, GroupPlan plan, string transaction)
    {
        try
        {
            await using var batch = new NpgsqlBatch(db);
            BookStatements.Add(batch, plan, clock.GetUtcNow());
            await batch.ExecuteNonQueryAsync();
        }
        catch (Exception failure)
        {
            if (await writer.RollBackAsync())
                throw;

            // The connection died while COMMIT was under way. Only the database knows.
            if (await outcomes.AskAsync(transaction) is not { } isCommitted)
                throw new UnknownOutcomeException(failure);

            if (!isCommitted)
                throw;
        }
    }

    private static async Task<(GroupPlan Plan, string Transaction)> PlanAsync(
        NpgsqlConnection db, List<PendingCommit> items)
    {
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_current_xact_id()::text"));
        batch.BatchCommands.Add(LockOwners(items));
        if (LockGuardedRows(items) is { } guarded)
            batch.BatchCommands.Add(guarded);

        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var transaction = reader.GetString(0);

        await reader.NextResultAsync();
        var owners = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            owners.Add(Stored.ToText(reader.GetString(0)), (reader.GetInt64(1), reader.GetInt64(2)));

        var versions = new Dictionary<RowKey, long>();
        if (await reader.NextResultAsync())
        {
            while (await reader.ReadAsync())
            {
                var key = new RowKey(Stored.ToText(reader.GetString(0)), Stored.ToText(reader.GetString(1)));
                versions.Add(key, reader.GetInt64(2));
            }
        }

        var plan = new GroupPlan(owners, versions);
        items.ForEach(plan.Consider);
        return (plan, transaction);
    }

    private static NpgsqlBatchCommand LockOwners(List<PendingCommit> items)
    {
        var owners = items.Select(item => item.Commit.Owner.Value).Distinct().Order(StringComparer.Ordinal);
        return new NpgsqlBatchCommand("""
            SELECT owner, epoch, next_position FROM owners WHERE owner = ANY($1) ORDER BY owner FOR UPDATE
            """) { Parameters = { BookStatements.Texts(owners) } };
    }

    private static NpgsqlBatchCommand? LockGuardedRows(List<PendingCommit> items)
    {
        var keys = items.SelectMany(item => item.Commit.Rows)
            .Where(change => change.ExpectedVersion is not null)
            .Select(change => change.Key).Distinct().Order(RowKey.Order).ToList();
        return keys.Count == 0
            ? null
            : new NpgsqlBatchCommand("""
                SELECT r.kind, r.key, r.version FROM unnest($1, $2) AS k (kind, key) JOIN rows r USING (kind, key)
                ORDER BY r.kind, r.key FOR UPDATE OF r
                """)
            {
                Parameters =
                {
                    BookStatements.Texts(keys.Select(key => key.Kind)),
                    BookStatements.Texts(keys.Select(key => key.Key)),
                },
            };
    }
}
