using System.Diagnostics;
using System.Threading.Channels;
using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql.Writing;

/// <summary>Something that waits to be written with others, and is told when that is durable.</summary>
internal interface IGroupItem
{
    /// <summary>About how much memory it holds while it waits.</summary>
    long Bytes { get; }

    /// <summary>It is not known to be written.</summary>
    void Fail(Exception reason);
}

/// <summary>One writer: all that gathered during its last commit goes into the next one.</summary>
internal sealed class GroupLoop<TItem> : IAsyncDisposable
    where TItem : IGroupItem
{
    private const int MostItemsWaiting = 8192;
    private const long MostBytesWaiting = 128L << 20;
    private const long MostBytesPerGroup = 16L << 20;

    private readonly Channel<TItem> _waiting =
        Channel.CreateBounded<TItem>(new BoundedChannelOptions(MostItemsWaiting) { SingleReader = true });

    private readonly int _mostItemsPerGroup;
    private readonly Func<List<TItem>, Task> _write;
    private readonly StorageHealth _health;
    private readonly Task _running;
    private long _bytesWaiting;

    /// <param name="mostItemsPerGroup">How many share a transaction at most.</param>
    /// <param name="write">Writes and completes a group; what it throws is told to those not completed yet.</param>
    /// <param name="health">Refuses everything once broken.</param>
    public GroupLoop(int mostItemsPerGroup, Func<List<TItem>, Task> write, StorageHealth health)
    {
        (_mostItemsPerGroup, _write, _health) = (mostItemsPerGroup, write, health);
        _running = Task.Run(RunAsync);
    }

    /// <summary>How long the newest groups took, round trips included.</summary>
    public SyncTimes CommitTimes { get; } = new();

    /// <exception cref="JournalFullException">Too much is waiting already.</exception>
    /// <exception cref="StorageBrokenException">The storage broke earlier.</exception>
    public void Enqueue(TItem item)
    {
        _health.ThrowIfBroken();
        var bytes = item.Bytes;
        if (Interlocked.Add(ref _bytesWaiting, bytes) - bytes > MostBytesWaiting || !_waiting.Writer.TryWrite(item))
        {
            Interlocked.Add(ref _bytesWaiting, -bytes);
            throw new JournalFullException("Too much is waiting to be written already.");
        }
    }

    /// <summary>Writes what still waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        var items = new List<TItem>(_mostItemsPerGroup);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Gather(items);
            try
            {
                _health.ThrowIfBroken();
                var started = Stopwatch.GetTimestamp();
                await _write(items);
                CommitTimes.Add(Stopwatch.GetElapsedTime(started));
            }
            catch (Exception failure) // Told to every waiter; the loop must live to serve those who follow.
            {
                var reason = _health.Translate(failure);
                foreach (var item in items)
                    item.Fail(reason);
            }
        }
    }

    private void Gather(List<TItem> items)
    {
        items.Clear();
        var bytes = 0L;
        while (items.Count < _mostItemsPerGroup && bytes < MostBytesPerGroup && _waiting.Reader.TryRead(out var item))
        {
            items.Add(item);
            bytes += item.Bytes;
        }

        Interlocked.Add(ref _bytesWaiting, -bytes);
    }
}
