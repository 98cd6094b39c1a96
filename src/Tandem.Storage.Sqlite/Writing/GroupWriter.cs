using System.Diagnostics;
using System.Threading.Channels;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Writing;

/// <summary>The one thread that writes a file: all that gathered during its last sync goes into the next one.</summary>
/// <remarks>
/// Nothing lingers: under light load a group is one item. Checkpoints run between groups on the same thread, because
/// SQLite's automatic ones swallow their errors.
/// </remarks>
internal sealed class GroupWriter<TItem> : IAsyncDisposable
    where TItem : IGroupItem
{
    private const int MostItemsWaiting = 8192;
    private const long MostBytesWaiting = 128L << 20;
    private const int MostItemsPerGroup = 1024;
    private const long MostBytesPerGroup = 16L << 20;

    private readonly Channel<TItem> _waiting = Channel.CreateBounded<TItem>(
        new BoundedChannelOptions(MostItemsWaiting) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Connection _db;
    private readonly IGroup<TItem> _group;
    private readonly StorageHealth _health;
    private readonly Checkpoints _checkpoints;
    private long _bytesWaiting;

    public GroupWriter(string name, Connection db, IGroup<TItem> group, StorageHealth health)
    {
        (_db, _group, _health) = (db, group, health);
        _checkpoints = new Checkpoints(db);
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>How long the newest syncs took.</summary>
    public SyncTimes SyncTimes { get; } = new();

    /// <exception cref="JournalFullException">Too much is waiting already.</exception>
    /// <exception cref="StorageBrokenException">The storage broke earlier.</exception>
    public void Enqueue(TItem item)
    {
        _health.ThrowIfBroken();
        var bytes = item.Bytes;
        if (Interlocked.Add(ref _bytesWaiting, bytes) - bytes > MostBytesWaiting || !_waiting.Writer.TryWrite(item))
        {
            Interlocked.Add(ref _bytesWaiting, -bytes);
            _health.ThrowIfBroken();
            throw new JournalFullException("Too much is waiting to be written already.");
        }
    }

    /// <summary>Writes what still waits, then moves the log into the database file.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task;
        _db.Dispose();
    }

    private void Run()
    {
        var items = new List<TItem>(MostItemsPerGroup);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Gather(items);
            if (_health.Broken.IsCompleted)
                Refuse(items);
            else
                Write(items);
        }

        if (!_health.Broken.IsCompleted)
            MoveLog(() => _checkpoints.Finish());

        _ended.SetResult();
    }

    private void Gather(List<TItem> items)
    {
        items.Clear();
        var bytes = 0L;
        while (items.Count < MostItemsPerGroup && bytes < MostBytesPerGroup && _waiting.Reader.TryRead(out var item))
        {
            items.Add(item);
            bytes += item.Bytes;
        }

        Interlocked.Add(ref _bytesWaiting, -bytes);
    }

    private void Write(List<TItem> items)
    {
        try
        {
            _db.Use("BEGIN IMMEDIATE").Run();
            _group.Write(_db, items);
            var started = Stopwatch.GetTimestamp();
            _db.Use("COMMIT").Run();
            SyncTimes.Add(Stopwatch.GetElapsedTime(started));
        }
        catch (Exception failure) // Told to every waiter; the thread itself must live to refuse those who follow.
        {
            Fail(items, failure);
            return;
        }

        _group.Publish(items);
        MoveLog(() => _checkpoints.AfterGroup());
    }

    private void Fail(List<TItem> items, Exception failure)
    {
        var reason = failure is SqliteError error ? error.ToPortException(_health) : failure;
        try
        {
            if (!_db.IsIdle)
                _db.Use("ROLLBACK").Run();
        }
        catch (SqliteError noWayBack)
        {
            reason = _health.Break(noWayBack);
        }

        _group.Forget();
        foreach (var item in items)
            item.Fail(reason);
    }

    private void Refuse(List<TItem> items)
    {
        foreach (var item in items)
            item.Fail(new StorageBrokenException("The storage broke earlier.", _health.Broken.Result));
    }

    private void MoveLog(Action move)
    {
        try
        {
            move();
        }
        catch (SqliteError error) when (error.MayPass)
        {
            // No room to move the log: what it holds is durable, and the next group tries again.
        }
        catch (SqliteError error)
        {
            _health.Break(error);
        }
    }
}
