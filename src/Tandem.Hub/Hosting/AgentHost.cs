using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Agents;
using Tandem.Engine.Feeds;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Hosting;

/// <summary>Gives agents their turns: one agent and one turn at a time per owner, a bounded number in all.</summary>
/// <remarks>A wake-up is a hint. What is forgotten, the sweep finds: due times, undone deliveries.</remarks>
internal sealed partial class AgentHost(
    IAgentMaker maker,
    IStorage storage,
    StorageWatch watch,
    FeedSignal feed,
    GivingWay givingWay,
    TimeProvider clock,
    ILogger<AgentHost> log)
    : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    /// <summary>How many sweeps pass between two looks at the journal: 1 s.</summary>
    private const int SweepsPerLook = 4;

    private readonly ConcurrentDictionary<Owner, Seat> _seats = new();
    private readonly Channel<Seat> _line = Channel.CreateUnbounded<Seat>(); // a seat stands in it at most once

    /// <summary>Asks for a turn of an owner.</summary>
    public void Wake(Owner owner)
    {
        var seat = SeatOf(owner);
        if (seat.Wake(clock.GetUtcNow()))
            _line.Writer.TryWrite(seat);
    }

    /// <summary>The agent that an owner has in this process.</summary>
    public IAgent AgentOf(Owner owner) => SeatOf(owner).Agent;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = feed.Subscribe(WakeEndpoints);
        var turns = Math.Max(4, 2 * Environment.ProcessorCount);
        var workers = Enumerable.Range(0, turns).Select(_ => WorkAsync(stoppingToken)).ToArray();
        try
        {
            await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }

        _line.Writer.TryComplete();
        await Task.WhenAll(workers);
    }

    // Endpoints read the feed: what one owner's commit adds to it is news for each of them.
    private void WakeEndpoints()
    {
        foreach (var seat in _seats.Values)
        {
            if (seat.Owner.Family == "endpoint")
                Wake(seat.Owner);
        }
    }

    private Seat SeatOf(Owner owner) =>
        _seats.GetOrAdd(owner, static (name, make) => new Seat(name, make.Make(name)), maker);

    private async Task WorkAsync(CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await foreach (var seat in _line.Reader.ReadAllAsync(ct))
            {
                await givingWay.WaitAsync(ct);
                await TakeTurnAsync(seat, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; a turn under way has ended.
        }
    }

    private async Task TakeTurnAsync(Seat seat, CancellationToken ct)
    {
        seat.Begin();
        var (hasMore, wakeAt, rest) = await TryTurnAsync(seat, ct);
        seat.Failures = rest is null ? 0 : seat.Failures + 1;
        var now = clock.GetUtcNow();
        if (seat.End(hasMore, wakeAt, rest is null ? null : now + rest, now))
            _line.Writer.TryWrite(seat);
    }

    private async Task<(bool HasMore, DateTimeOffset? WakeAt, TimeSpan? Pause)> TryTurnAsync(
        Seat seat, CancellationToken ct)
    {
        try
        {
            var turn = await seat.Agent.TurnAsync(ct);
            return (turn.HasMore, turn.WakeAt, null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return (false, null, null);
        }
        catch (StaleOwnerException stale)
        {
            LogSteppedDown(seat.Owner.Family);
            return (true, null, stale.MayBeWritten ? TimeSpan.Zero : LongestRest); // later we see who has it
        }
        catch (JournalFullException)
        {
            LogStorageAway(seat.Owner.Family);
            return (true, null, TimeSpan.FromSeconds(1));
        }
        catch (StorageBrokenException broken)
        {
            watch.Report(broken);
            return (false, null, LongestRest);
        }
        catch (Exception failure) // an agent's fault must not end the others: it rests and tries again
        {
            LogTurnFailed(failure, seat.Owner.Family);
            var rest = TimeSpan.FromSeconds(1 << Math.Min(seat.Failures, 5));
            return (true, null, rest < LongestRest ? rest : LongestRest);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        var haveAllBegun = false; // the timers of each may have come due while nobody ran
        for (var sweep = 0; ; sweep++)
        {
            if (sweep % SweepsPerLook == 0)
                haveAllBegun |= await LookForOwnersAsync(areAll: !haveAllBegun, ct);

            var now = clock.GetUtcNow();
            foreach (var seat in _seats.Values)
            {
                if (seat.IsDue(now))
                    _line.Writer.TryWrite(seat);
            }

            if (!await timer.WaitForNextTickAsync(ct))
                return;
        }
    }

    private async Task<bool> LookForOwnersAsync(bool areAll, CancellationToken ct)
    {
        try
        {
            if (areAll)
            {
                foreach (var owner in await maker.OwnersAsync(ct))
                    Wake(owner);
            }

            foreach (var owner in await storage.Journal.ReadBusyOwnersAsync(ct))
                Wake(owner);
            return true;
        }
        catch (JournalFullException)
        {
            LogStorageAway("journal"); // the next look may find it again
        }
        catch (StorageBrokenException broken)
        {
            watch.Report(broken);
        }

        return false;
    }

    [LoggerMessage(401, LogLevel.Warning, "The lease of a {Family} is over; stepping down.")]
    private partial void LogSteppedDown(string family);

    [LoggerMessage(402, LogLevel.Warning, "The storage takes nothing now; the turn of a {Family} is tried again.")]
    private partial void LogStorageAway(string family);

    [LoggerMessage(403, LogLevel.Error, "The turn of a {Family} failed; it is tried again after a rest.")]
    private partial void LogTurnFailed(Exception failure, string family);
}
