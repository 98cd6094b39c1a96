using Tandem.Engine.Storing;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>A turn of one owner that waits for its commit.</summary>
internal sealed class PendingCommit(Commit commit)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IGroupItem
{
    public Commit Commit => commit;

    public long Bytes { get; } = 500
        + commit.Rows.Sum(row => row.Body?.Length ?? 0)
        + commit.Inputs.Sum(input => input.Body?.Length ?? 0)
        + commit.Feed.Sum(entry => entry.Body.Length);

    public void Fail(Exception reason) => TrySetException(reason);
}
