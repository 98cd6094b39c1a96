using System.Text.Json.Nodes;
using Tandem.Engine.Agents;
using Tandem.Engine.Journal;
using Tandem.Engine.Reading;
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
            new(hub.Time.Now, "app", "{}"u8.ToArray(), [new(Owner.Number("999"), Lane.Live, 1)]), Ct);

        await LookForAsync(hub, watch, TimeSpan.FromMinutes(2));

        Assert.Empty(await alarms.LastingAsync(Ct));
    }

    [Fact]
    public async Task A_ledger_that_does_not_add_up_raises_an_alarm_that_another_process_ends()
    {
        var hub = await TestHub.StartAsync();
        var (watch, alarms) = WatchOf(hub);
        await hub.PostAsync(Webhook.Of("messages", "messages", Message("wamid.1")));
        hub.Settle(); // between two looks: nobody ever saw it busy
        await WriteLedgerAsync(hub, new LedgerCounts(Applied: 0));

        var raised = await LookForAsync(hub, watch, TimeSpan.FromMinutes(1));
        await WriteLedgerAsync(hub, new LedgerCounts(Applied: 1));
        await LookForAsync(hub, WatchOf(hub).Watch, TimeSpan.FromMinutes(1));

        Assert.Equal([(AlarmCodes.LedgerImbalance, Number)], raised);
        Assert.Empty(await alarms.LastingAsync(Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_busy_number_has_lost_raises_an_alarm_within_a_minute(bool hasUndoneAtEachLook)
    {
        var hub = await TestHub.StartAsync();
        var (watch, alarms) = WatchOf(hub);
        await LoseAsync(hub);

        var raised = new List<(string, Owner)>();
        for (var i = 0; i < 4; i++)
        {
            await hub.PostAsync(Webhook.Of("messages", "messages", Message($"wamid.{i}")));
            if (!hasUndoneAtEachLook)
                hub.Settle();
            raised.AddRange(await watch.LookAsync(Ct));
            hub.Settle();
            Pass(hub);
        }

        Assert.Equal([(AlarmCodes.LedgerImbalance, Number)], raised);
        Assert.Single(await alarms.LastingAsync(Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_comes_and_is_decided_in_the_middle_of_a_look_is_not_lost(bool isDecidedAtOnce)
    {
        var hub = await TestHub.StartAsync();
        var arrived = 0;
        var (watch, alarms) = WatchOf(hub, new StirringJournal(hub.Storage.Journal, async _ =>
        {
            await hub.PostAsync(Webhook.Of("messages", "messages", Message($"wamid.{arrived++}")));
            if (isDecidedAtOnce || arrived % 2 == 0)
                hub.Settle();
        }));

        await LookForAsync(hub, watch, TimeSpan.FromMinutes(2));

        Assert.True(arrived > 20);
        Assert.Empty(await alarms.LastingAsync(Ct));
        Assert.Empty(await alarms.OverAsync(Ct));
    }

    private static (LedgerWatch Watch, AlarmBook Alarms) WatchOf(TestHub hub, IJournal? journal = null)
    {
        var alarms = new AlarmBook(hub.Storage.Book, hub.Time);
        var seen = journal ?? hub.Storage.Journal;
        var ledgers = new NumberReader(hub.Storage.Book, seen, hub.Registry, hub.Time);
        return (new LedgerWatch(seen, hub.Registry, ledgers, alarms, hub.Time), alarms);
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

    // Received, marked as done, and never decided.
    private static async Task LoseAsync(TestHub hub)
    {
        await hub.Storage.Journal.AppendAsync(
            new(hub.Time.Now, "app", "{}"u8.ToArray(), [new(Number, Lane.Live, 1)]), Ct);
        var lost = Assert.Single(await hub.Storage.Journal.ReadUndoneAsync(Number, Lane.Live, 9, Ct));
        await hub.Storage.Book.CommitAsync(
            new Commit(Number, 0, [], [], [new DoneMark(lost.Id, 1, IsComplete: true)], []), Ct);
    }

    private static Task WriteLedgerAsync(TestHub hub, LedgerCounts counts) => hub.Storage.Book.CommitAsync(
        new Commit(new Owner("test"), 0, [counts.Write(Number)], [], [], []), Ct);

    private static JsonObject Message(string wamid) =>
        Webhook.Text(wamid, TestHub.Customer, 1_750_000_000, "Hello");
}
