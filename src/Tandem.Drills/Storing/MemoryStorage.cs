using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Storing;

/// <summary>One process's handle on a <see cref="MemoryDisk"/>: the storage of the simulated world.</summary>
/// <remarks>
/// Single-threaded. Without further settings every operation completes before its call returns. After
/// <see cref="Crash"/> nothing asked of this handle ever completes, as if the process were gone; a new handle on the
/// same disk finds what was kept.
/// </remarks>
/// <param name="disk">What survives.</param>
/// <param name="clock">Stamps feed items.</param>
public sealed class MemoryStorage(MemoryDisk disk, TimeProvider clock) : IStorage
{
    private readonly TaskCompletionSource<StorageBrokenException> _broken = new();

    /// <summary>Asked at every step; answering true cuts the power there.</summary>
    public Func<StorageStep, bool>? CutsPowerAt { get; set; }

    /// <summary>Runs what follows a step: at once, or whenever a drill likes, in any order. Default: at once.</summary>
    public Action<StorageStep, Action> Schedule { get; set; } = static (_, go) => go();

    /// <summary>While true, appends and commits keep nothing and throw <see cref="JournalFullException"/>.</summary>
    public bool IsFull { get; set; }

    /// <summary>Asked at every read; true refuses it with <see cref="JournalFullException"/>, as a server does that is
    /// away for a moment.</summary>
    public Func<bool>? RefusesRead { get; set; }

    /// <summary>The power was cut: this handle is dead.</summary>
    public bool IsPowerCut { get; private set; }

    /// <summary>What survives.</summary>
    public MemoryDisk Disk => disk;

    /// <inheritdoc/>
    public IJournal Journal => field ??= new MemoryJournal(this);

    /// <inheritdoc/>
    public IBook Book => field ??= new MemoryBook(this, clock);

    /// <inheritdoc/>
    public Task<StorageBrokenException> Broken => _broken.Task;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Cuts the power: what is not kept yet is lost, and no answer of this handle ever comes.</summary>
    public void Crash() => IsPowerCut = true;

    /// <summary>The disk fails: from now on everything is refused with <see cref="StorageBrokenException"/>.</summary>
    public void Break(string reason) => _broken.TrySetResult(new StorageBrokenException(reason));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct) =>
        ReadAsync<IReadOnlyDictionary<string, string>>(() =>
            new Dictionary<string, string> { ["engine"] = "memory", ["durability"] = "simulated" });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal Task<T> WriteAsync<T>(StorageStep before, StorageStep after, Func<T> write)
    {
        // Continuations run inline: on one thread, the order of completions is the order of events.
        var done = new TaskCompletionSource<T>();
        Take(before, () =>
        {
            try
            {
                RefuseIfUnusable();
                var result = write();
                Take(after, () => done.SetResult(result));
            }
            catch (Exception refusal) // Handed to the caller, like the answer itself.
            {
                Take(after, () => done.SetException(refusal));
            }
        });
        return done.Task;
    }

    internal Task<T> ReadAsync<T>(Func<T> read)
    {
        var done = new TaskCompletionSource<T>();
        Take(StorageStep.Read, () =>
        {
            if (Broken.IsCompleted)
                done.SetException(Broken.Result);
            else if (RefusesRead?.Invoke() == true)
                done.SetException(new JournalFullException("The storage is away."));
            else
                done.SetResult(read());
        });
        return done.Task;
    }

    private void Take(StorageStep step, Action go)
    {
        if (IsPowerCut)
            return;

        if (CutsPowerAt?.Invoke(step) == true)
        {
            Crash();
            return;
        }

        Schedule(step, () =>
        {
            if (!IsPowerCut)
                go();
        });
    }

    private void RefuseIfUnusable()
    {
        if (Broken.IsCompleted)
            throw Broken.Result;

        if (IsFull)
            throw new JournalFullException("The simulated disk is full.");
    }
}
