using System.Text.Json.Nodes;
using Tandem.Engine.Agents;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;
using Tandem.Engine.Watching;

namespace Tandem.Engine.Tests.Watching;

/// <summary>200s that flow while nothing is applied, and ledgers that do not add up, are noticed within a minute.
/// </summary>
public sealed class LedgerWatchTests
{
    private static readonly Owner Number = Owner.Number(TestHub.PhoneNumberId);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhooks_that_nobody_applies_raise_an_alarm_within_a_minute_and_end_it_when_they_are()
    {
        var hub = await TestHub.StartAsync();
        var (watch, alarms) = WatchOf(hub);
        await hub.PostAsync(Webhook.Of("messages", "messages", Message("wamid.1")));

        var raised = await LookForAsync(hub, watch, TimeSpan.FromMinutes(1));
        var lasting = Assert.Single(await alarms.LastingAsync(Ct));
        hub.Settle();
        await watch.LookAsync(Ct);

        Assert.Equal([(AlarmCodes.NothingApplied, Number)], raised);
        Assert.Equal((Number.Value, 1L, 0L), (lasting.Owner, lasting.Received, lasting.Decided));
        Assert.Empty(await alarms.LastingAsync(Ct));
        Assert.NotNull(Assert.Single(await alarms.OverAsync(Ct)).ClosedAt);
    }

    [Fact]
    public async Task Who_is_behind_and_moves_raises_none()
    {
        var hub = await TestHub.StartAsync();
        var (watch, alarms) = WatchOf(hub);
        for (var i = 0; i < 8; i++)
        {
            await hub.PostAsync(Webhook.Of("messages", "messages", Message($"wamid.{i}")));
            await watch.LookAsync(Ct);
            hub.Settle();
            Pass(hub);
        }

        Assert.Empty(await alarms.LastingAsync(Ct));
    }

    [Fact]
    public async Task Webhooks_of_a_number_that_is_not_registered_yet_wait_by_design()
    {
        var hub = await TestHub.StartAsync();
        var (watch, alarms) = WatchOf(hub);
        await hub.Storage.Journal.AppendAsync(
            new(hub.Time.Now, "app", "{}"u8.ToArray(), [new(Owner.Number("999"), Journal.Lane.Live, 1)]), Ct);

        await LookForAsync(hub, watch, TimeSpan.FromMinutes(2));

        Assert.Empty(await alarms.LastingAsync(Ct));
    }

    [Fact]
    public async Task A_ledger_that_does_not_add_up_raises_an_alarm_that_another_process_ends()
    {
        var hub = await TestHub.StartAsync();
        var (watch, alarms) = WatchOf(hub);
        await hub.PostAsync(Webhook.Of("messages", "messages", Message("wamid.1")));
        await watch.LookAsync(Ct);
        hub.Settle();
        await WriteLedgerAsync(hub, new LedgerCounts(Applied: 0));

        var raised = await LookForAsync(hub, watch, TimeSpan.FromMinutes(1));
        await WriteLedgerAsync(hub, new LedgerCounts(Applied: 1));
        await WatchOf(hub).Watch.LookAsync(Ct);

        Assert.Equal([(AlarmCodes.LedgerImbalance, Number)], raised);
        Assert.Empty(await alarms.LastingAsync(Ct));
    }

    private static (LedgerWatch Watch, AlarmBook Alarms) WatchOf(TestHub hub)
    {
        var alarms = new AlarmBook(hub.Storage.Book, hub.Time);
        return (new LedgerWatch(hub.Storage.Journal, hub.Registry, hub.Reader.Numbers, alarms, hub.Time), alarms);
    }

    // Time goes on without a turn of any agent.
    private static async Task<List<(string, Owner)>> LookForAsync(TestHub hub, LedgerWatch watch, TimeSpan time)
    {
        var raised = new List<(string, Owner)>();
        for (var passed = TimeSpan.Zero; passed < time; passed += LedgerWatch.LookEvery)
        {
            raised.AddRange(await watch.LookAsync(Ct));
            Pass(hub);
        }

        return raised;
    }

    private static void Pass(TestHub hub)
    {
        var until = hub.Time.Now + LedgerWatch.LookEvery;
        hub.Time.After(LedgerWatch.LookEvery, () => { });
        while (hub.Time.Now < until)
            hub.Time.FireNext();
    }

    private static Task WriteLedgerAsync(TestHub hub, LedgerCounts counts) => hub.Storage.Book.CommitAsync(
        new Commit(new Owner("test"), 0, [counts.Write(Number)], [], [], []), Ct);

    private static JsonObject Message(string wamid) =>
        Webhook.Text(wamid, TestHub.Customer, 1_750_000_000, "Hello");
}
