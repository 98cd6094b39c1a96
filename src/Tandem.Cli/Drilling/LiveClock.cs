using System.Text.Json.Nodes;

namespace Tandem.Cli.Drilling;

/// <summary>The emulator's clock: moved where it is virtual, waited for where it runs.</summary>
internal sealed class LiveClock
{
    /// <summary>How long virtual time waits for a program's answer to a message, on the machine's clock.</summary>
    private const double Grace = 0.3;

    private readonly JsonCalls _emulator;
    private readonly JsonNode _before;
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

    /// <summary>Goes on when it shows this time.</summary>
    public async Task ReachAsync(DateTimeOffset at, CancellationToken ct)
    {
        if (IsVirtual)
        {
            if (at > _now)
            {
                Read(await _emulator.DoAsync(
                    HttpMethod.Post, "/_emulator/clock/advance", new JsonObject { ["to"] = at }, ct));
            }

            return;
        }

        while (at - Now is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left / Scale < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left / Scale, ct);
            Read(await _emulator.GetAsync("/_emulator/clock", ct));
        }
    }

    /// <summary>Goes on when nothing is under way on the platform any more.</summary>
    /// <returns>Whether that came in time.</returns>
    public async Task<bool> IdleAsync(TimeSpan patience, CancellationToken ct)
    {
        var timeout = IsVirtual ? TimeSpan.FromDays(7) : patience * Scale;
        var waited = await _emulator.DoAsync(
            HttpMethod.Post, "/_emulator/wait",
            new JsonObject { ["for"] = "idle", ["timeout"] = timeout.TotalSeconds }, ct);
        Read(await _emulator.GetAsync("/_emulator/clock", ct));
        return (bool)waited["met"]!;
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
