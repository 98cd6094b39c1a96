using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Engine.Watching;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>A running hub looks at its ledgers by itself.</summary>
public sealed class LedgerGuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_lost_is_an_alarm_and_a_line_in_the_log()
    {
        var clock = new LookClock();
        await using var hub = await TestHub.StartAsync(registers: false, clock: clock);
        await LoseAsync(hub.Host.App.Services.GetRequiredService<IStorage>());
        await hub.RegisterAsync(TestHub.NumberId, TestHub.WabaId);

        // Everybody has had a turn within some looks; one that is due while another lasts comes with it.
        var alarms = await hub.UntilAsync("/v1/alarms", list =>
        {
            clock.Look();
            return list.GetProperty("data").GetArrayLength() > 0;
        });

        var alarm = Assert.Single(alarms.GetProperty("data").EnumerateArray());
        Assert.Equal("ledger_imbalance", alarm.GetProperty("code").GetString());
        Assert.Equal((1, 0), (alarm.GetProperty("received").GetInt32(), alarm.GetProperty("decided").GetInt32()));
        await hub.UntilAsync("/v1/alarms", _ => hub.Log.Lines.Any(line =>
            line.StartsWith("Error", StringComparison.Ordinal)
            && line.Contains("An alarm: ledger_imbalance at a number", StringComparison.Ordinal)));
    }

    // While nobody registered the number its webhooks wait, so that nothing can decide this one before it is lost.
    private static async Task LoseAsync(IStorage storage)
    {
        var number = Owner.Number(TestHub.NumberId);
        await storage.Journal.AppendAsync(
            new(DateTimeOffset.UtcNow, "app", "{}"u8.ToArray(), [new(number, Lane.Live, 1)]), Ct);
        var lost = Assert.Single(await storage.Journal.ReadUndoneAsync(number, Lane.Live, 9, Ct));
        await storage.Book.CommitAsync(
            new Commit(number, 0, [], [], [new DoneMark(lost.Id, 1, IsComplete: true)], []), Ct);
    }

    /// <summary>A clock as ever, but the next look at the ledgers is due when the test says so.</summary>
    private sealed class LookClock : TimeProvider
    {
        private Action _look = () => { };

        public void Look() => Volatile.Read(ref _look)();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (period != LedgerWatch.LookEvery)
                return base.CreateTimer(callback, state, dueTime, period);

            Volatile.Write(ref _look, () => callback(state));
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
