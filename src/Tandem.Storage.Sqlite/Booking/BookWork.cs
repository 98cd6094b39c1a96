using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>One piece of work for the book's writer; it shares its transaction with others, by a savepoint.</summary>
internal abstract class BookWork : IGroupItem
{
    public abstract long Bytes { get; }

    /// <summary>Why this work was rolled back alone, or null.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Writes it; what it throws concerns itself alone.</summary>
    public abstract void Write(Connection db, BookWriting writing);

    /// <summary>It is durable: say so.</summary>
    public abstract void Complete(DoneMarks done);

    public abstract void Fail(Exception reason);
}

/// <summary>A turn of one owner.</summary>
internal sealed class CommitWork(Commit commit) : BookWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public override long Bytes { get; } = 500
        + commit.Rows.Sum(row => row.Body?.Length ?? 0)
        + commit.Inputs.Sum(input => input.Body?.Length ?? 0)
        + commit.Feed.Sum(entry => entry.Body.Length);

    public override void Write(Connection db, BookWriting writing) => writing.Write(db, commit);

    public override void Complete(DoneMarks done)
    {
        done.Apply(commit.Owner.Value, commit.Done);
        _done.TrySetResult();
    }

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}

/// <summary>An agent becomes its owner's only one.</summary>
internal sealed class ClaimWork(Owner owner) : BookWork
{
    private readonly TaskCompletionSource<OwnerLease> _lease =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OwnerLease? _claimed;

    public Task<OwnerLease> Task => _lease.Task;

    public override long Bytes => 200;

    public override void Write(Connection db, BookWriting writing) => _claimed = BookWriting.Claim(db, owner);

    public override void Complete(DoneMarks done) => _lease.TrySetResult(_claimed!);

    public override void Fail(Exception reason) => _lease.TrySetException(reason);
}
