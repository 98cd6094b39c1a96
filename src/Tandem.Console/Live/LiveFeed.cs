using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Feeds;
using Tandem.Engine.Reading;

namespace Tandem.Console.Live;

/// <summary>Reads the feed once for all open screens, and tells them what changed.</summary>
/// <remarks>
/// The signal is only a hint: what counts is read from the book behind the last cursor, so no pulse can be missed and
/// an item committed by another process is seen with the next look.
/// </remarks>
public sealed partial class LiveFeed(Reader reader, FeedSignal signal, TimeProvider clock, ILogger<LiveFeed> log)
    : IAsyncDisposable
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<Func<Changes, Task>> _listeners = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Task<string?>? _start;
    private Task? _loop;

    /// <summary>Tells of every change from now on, until the returned subscription is disposed.</summary>
    /// <remarks>Listen first, then load: then nothing can fall between the two.</remarks>
    public async Task<IDisposable> ListenAsync(Func<Changes, Task> listener)
    {
        lock (_gate)
        {
            _start ??= reader.Feed.EndAsync(_over.Token);
            _loop ??= LoopAsync(_start);
            _listeners.Add(listener);
        }

        await _start;
        return new Subscription(this, listener);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        if (_loop is { } loop)
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task LoopAsync(Task<string?> start)
    {
        using var hint = signal.Subscribe(() => _hints.Writer.TryWrite(true));
        await using var look = clock.CreateTimer(_ => _hints.Writer.TryWrite(true), null, LookAnyway, LookAnyway);
        var cursor = await start;
        while (await _hints.Reader.WaitToReadAsync(_over.Token))
        {
            _hints.Reader.TryRead(out _);
            try
            {
                cursor = await ReadAsync(cursor);
                await Task.Delay(Pause, clock, _over.Token); // a burst becomes a few updates, not hundreds
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotRead(failure); // the next hint, at the latest the next look, tries again
            }
        }
    }

    private async Task<string?> ReadAsync(string? cursor)
    {
        while (await reader.Feed.AfterAsync(cursor, MostAtOnce, _over.Token) is { Count: > 0 } news)
        {
            cursor = news[^1].Cursor;
            Func<Changes, Task>[] listeners;
            lock (_gate)
                listeners = [.. _listeners];
            foreach (var changes in Changes.Of(news))
            {
                foreach (var listener in listeners)
                    _ = TellAsync(listener, changes);
            }
        }

        return cursor;
    }

    // One screen's trouble is its own: the others hear the news all the same.
    private async Task TellAsync(Func<Changes, Task> listener, Changes changes)
    {
        try
        {
            await listener(changes);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // The screen was left, or its browser is gone.
        }
        catch (Exception failure)
        {
            LogNotTold(failure);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The feed could not be read; open screens stand still until it can.")]
    private partial void LogNotRead(Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "A screen could not take the news; it may show what is out of date.")]
    private partial void LogNotTold(Exception failure);

    private sealed class Subscription(LiveFeed feed, Func<Changes, Task> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._gate)
                feed._listeners.Remove(listener);
        }
    }
}
