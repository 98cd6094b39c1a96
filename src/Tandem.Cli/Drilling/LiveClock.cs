using System.Text.Json.Nodes;
using Tandem.Cli.Calling;

namespace Tandem.Cli.Drilling;

/// <summary>The emulator's clock: moved where it is virtual, waited for where it runs.</summary>
internal sealed class LiveClock
{
    /// <summary>How long virtual time waits for a program's answer to a message, on the machine's clock.</summary>
    private const double Grace = 0.3;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    private readonly JsonCalls _emulator;
    private readonly JsonNode _before;
    private readonly Queue<(TimeSpan Delay, Func<Task> Act)> _wishes = new();
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> _alarms = new();
    private CancellationTokenSource? _move;
    private int _later;
    private DateTimeOffset _now;
    private long _seen;

    private LiveClock(JsonCalls emulator, JsonNode before) => (_emulator, _before) = (emulator, before);

    /// <summary>Whether it moves only when it is moved.</summary>
    public bool IsVirtual => (string?)_before["mode"] == "virtual";

    /// <summary>How much faster than life it runs.</summary>
    public double Scale { get; private set; } = 1;

    /// <summary>What it shows, as far as is known here.</summary>
    public DateTimeOffset Now => IsVirtual ? _now : _now + (TimeProvider.System.GetElapsedTime(_seen) * Scale);

    /// <summary>Takes it over for a drill.</summary>
    /// <param name="emulator">Whose clock.</param>
    /// <param name="pace">How much faster than life; null: as it runs.</param>
    /// <param name="ct">Ends the call.</param>
    public static async Task<LiveClock> TakeAsync(JsonCalls emulator, double? pace, CancellationToken ct)
    {
        var clock = new LiveClock(emulator, await emulator.GetAsync("/_emulator/clock", ct));
        if (clock.IsVirtual)
            await clock.SetAsync(new JsonObject { ["mode"] = "virtual", ["grace"] = Grace }, ct);
        else if (pace is { } scale)
            await clock.SetAsync(new JsonObject { ["mode"] = "scaled", ["scale"] = scale }, ct);
        clock.Read(await emulator.GetAsync("/_emulator/clock", ct));
        return clock;
    }

    /// <summary>Lets it run as it did.</summary>
    public Task GiveBackAsync(CancellationToken ct)
    {
        var mode = (string)_before["mode"]!;
        var body = new JsonObject { ["mode"] = mode, ["grace"] = (double)_before["grace"]! };
        if (mode == "scaled")
            body["scale"] = (double)_before["scale"]!;
        return SetAsync(body, ct);
    }

    /// <summary>Does something after a while of the platform's time. May be called on any thread.</summary>
    public void After(TimeSpan delay, Func<Task> act)
    {
        if (!IsVirtual)
        {
            Interlocked.Increment(ref _later);
            _ = LaterAsync();
            return;
        }

        // The clock stands still for a moment after a message was told; whoever moves it must not move past this.
        lock (_wishes)
        {
            _wishes.Enqueue((delay, act));
            _move?.Cancel();
        }

        async Task LaterAsync()
        {
            await Task.Delay(delay / Scale);
            await act();
            Interlocked.Decrement(ref _later);
        }
    }

    /// <summary>Goes on when it shows this time.</summary>
    public async Task ReachAsync(DateTimeOffset at, CancellationToken ct)
    {
        while (IsVirtual)
        {
            TakeWishes();
            if (_alarms.TryPeek(out var act, out var due) && due <= _now)
            {
                _alarms.Dequeue();
                await act();
            }
            else if (_now >= at)
            {
                return;
            }
            else
            {
                var next = act is not null && due < at ? due : at;
                await MoveAsync("/_emulator/clock/advance", new JsonObject { ["to"] = next }, ct);
            }
        }

        while (at - Now is var left && left > TimeSpan.Zero)
        {
            var pause = left / Scale;
            await Task.Delay(pause < ShortestPause ? ShortestPause : pause, ct);
            Read(await _emulator.GetAsync("/_emulator/clock", ct));
        }
    }

    /// <summary>Goes on when nothing is under way on the platform any more.</summary>
    /// <returns>Whether that came in time.</returns>
    public async Task<bool> IdleAsync(TimeSpan patience, CancellationToken ct)
    {
        var timeout = IsVirtual ? TimeSpan.FromDays(7) : patience * Scale;
        var wait = new JsonObject { ["for"] = "idle", ["timeout"] = timeout.TotalSeconds };
        while (true)
        {
            var waited = await MoveAsync("/_emulator/wait", wait, ct);
            TakeWishes();
            if (_alarms.TryPeek(out _, out var due))
                await ReachAsync(due, ct);
            else if (waited is not null)
                return (bool)waited["met"]! && Volatile.Read(ref _later) == 0;
        }
    }

    // Null: somebody wishes something meanwhile, and it was stopped where it stood.
    private async Task<JsonNode?> MoveAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var move = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            lock (_wishes)
            {
                if (_wishes.Count > 0)
                    return null;
                _move = move;
            }

            return await _emulator.DoAsync(HttpMethod.Post, path, body.DeepClone(), move.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            lock (_wishes)
                _move = null;
            Read(await _emulator.GetAsync("/_emulator/clock", ct));
        }
    }

    private void TakeWishes()
    {
        lock (_wishes)
        {
            while (_wishes.TryDequeue(out var wish))
                _alarms.Enqueue(wish.Act, _now + wish.Delay);
        }
    }

    private Task<JsonNode> SetAsync(JsonObject body, CancellationToken ct) =>
        _emulator.DoAsync(HttpMethod.Put, "/_emulator/clock", body, ct);

    private void Read(JsonNode clock)
    {
        _now = (DateTimeOffset)clock["now"]!;
        _seen = TimeProvider.System.GetTimestamp();
        Scale = IsVirtual ? 1 : (double)clock["scale"]!;
    }
}
