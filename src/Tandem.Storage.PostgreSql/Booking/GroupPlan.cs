using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>Decides which commits of a group may be written, one after the other, before anything is written.</summary>
/// <remarks>
/// Owners and guarded rows are locked, so what was read stays true until the group's commit: a refusal touches nothing
/// and needs no savepoint.
/// </remarks>
internal sealed class GroupPlan(
    Dictionary<string, (long Epoch, long NextPosition)> owners, Dictionary<RowKey, long> versions)
{
    public List<PendingCommit> Accepted { get; } = [];

    public List<(PendingCommit Commit, Exception Reason)> Refused { get; } = [];

    public RowMerge Rows { get; } = new();

    /// <summary>Owners whose position moved, with the one that comes next.</summary>
    public SortedDictionary<string, long> Positions { get; } = new(StringComparer.Ordinal);

    public void Consider(PendingCommit pending)
    {
        if (Check(pending.Commit) is { } reason)
        {
            Refused.Add((pending, reason));
            return;
        }

        Accepted.Add(pending);
        foreach (var change in pending.Commit.Rows)
            Take(change);

        if (pending.Commit.Inputs.Count > 0)
            Positions[pending.Commit.Owner.Value] = NextPositionOf(pending.Commit.Owner) + pending.Commit.Inputs.Count;
    }

    private Exception? Check(Commit commit)
    {
        if (commit.Epoch != 0 && owners.GetValueOrDefault(commit.Owner.Value).Epoch != commit.Epoch)
            return new StaleOwnerException(commit.Owner, commit.Epoch);

        foreach (var change in commit.Rows)
        {
            if (change.ExpectedVersion is { } expected && versions.GetValueOrDefault(change.Key) != expected)
                return new VersionConflictException(change.Key);
        }

        var position = NextPositionOf(commit.Owner);
        foreach (var input in commit.Inputs)
        {
            if (input.Owner != commit.Owner || input.Position != position++)
            {
                return new InvalidOperationException(
                    $"Input {input.Position} of {input.Owner} does not continue {commit.Owner} at {position - 1}.");
            }
        }

        return null;
    }

    private long NextPositionOf(Owner owner)
    {
        if (Positions.TryGetValue(owner.Value, out var moved))
            return moved;

        return owners.TryGetValue(owner.Value, out var known) ? known.NextPosition : 1;
    }

    private void Take(RowChange change)
    {
        Rows.Add(change);
        versions[change.Key] = change.Body is null ? 0 : versions.GetValueOrDefault(change.Key) + 1;
    }
}
