using System.Text;
using Tandem.Domain.Deciding;
using Tandem.Engine.Journal;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>What was set aside is taken again by command: once, counted right, and bots go on.</summary>
public sealed class RetryTests
{
    private static readonly Owner Number = Owner.Number(TestHub.PhoneNumberId);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void An_item_that_can_be_decided_now_is_applied_once_and_the_ledger_balances() => Stage.Play(async hub =>
    {
        var broken = await BrokenAsync(hub);

        var first = await RetryAsync(broken.Hub, broken.Webhook);
        var second = await RetryAsync(broken.Hub, broken.Webhook);

        Assert.Equal((Outcome.Duplicate, null), (first.Outcome, first.Reason)); // the words are known from before
        Assert.Equal(RetryWords.NotSetAside, second.Reason);
        Assert.Equal(("duplicate", true), await ItemAsync(broken.Hub, broken.Webhook));
        var ledger = await broken.Hub.Reader.Numbers.LedgerAsync(Number, Ct);
        Assert.Equal((2, 0, 1, 1, 0), (
            ledger.Received, ledger.Pending, ledger.Applied, ledger.Duplicate, ledger.SetAside));
        await Story.AssertBalancedAsync(broken.Hub);
        await AssertReplaysAsync(broken.Hub);
    });

    [Fact]
    public void Bots_that_waited_for_it_are_let_go_and_others_go_on_waiting() => Stage.Play(async hub =>
    {
        var webhook = await AppendAsync(hub, "another", Webhook.Of("smb_message_echoes", "message_echoes",
            Unnamed(TestHub.Customer)));
        var broken = await BrokenAsync(hub);
        Assert.Contains("a person must look", (await Client.Bot(broken.Hub).SendAsync("Hi")).Details);

        await RetryAsync(broken.Hub, broken.Webhook);

        Assert.Equal(200, (await Client.Bot(broken.Hub).SendAsync("Hi")).Status);
        Assert.Equal(Outcome.SetAside, (await RetryAsync(broken.Hub, webhook)).Outcome); // still another app's
        await AssertReplaysAsync(broken.Hub);
    });

    [Fact]
    public void What_two_items_held_is_held_until_both_are_read() => Stage.Play(async hub =>
    {
        var broken = await BrokenAsync(hub, copies: 2);

        await RetryAsync(broken.Hub, broken.Webhook);
        Assert.Contains("a person must look", (await Client.Bot(broken.Hub).SendAsync("Hi")).Details);
        await RetryAsync(broken.Hub, broken.Webhook + 1);

        Assert.Equal(200, (await Client.Bot(broken.Hub).SendAsync("Hi")).Status);
    });

    [Fact]
    public void An_echo_that_is_read_late_takes_over_from_now() => Stage.Play(async hub =>
    {
        var webhook = await AppendAsync(hub, "another", Webhook.Of("smb_message_echoes", "message_echoes",
            Webhook.Echo("wamid.e", TestHub.Customer, 1_750_000_000, "It's me")));
        await hub.PassAsync(TimeSpan.FromHours(5));
        await KnowAppAsync(hub, "another");

        var decision = await RetryAsync(hub, webhook);

        Assert.Equal(Outcome.Applied, decision.Outcome);
        Assert.Contains("phone speaks", (await Client.Bot(hub).SendAsync("Hi")).Details);
        await hub.PassAsync(TimeSpan.FromMinutes(31));
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hi")).Status);
        await Story.AssertBalancedAsync(hub);
        await AssertReplaysAsync(hub);
    });

    [Fact]
    public void What_cannot_be_read_yet_stays_set_aside_and_can_be_taken_again_later() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of("smb_message_echoes", "message_echoes", Unnamed(TestHub.Customer)));

        Assert.Equal(Outcome.SetAside, (await RetryAsync(hub, 1)).Outcome);
        Assert.Equal(Outcome.SetAside, (await RetryAsync(hub, 1)).Outcome);

        var ledger = await hub.Reader.Numbers.LedgerAsync(Number, Ct);
        Assert.Equal((1, 0, 1), (ledger.Received, ledger.Pending, ledger.SetAside));
        Assert.Contains("a person must look", (await Client.Bot(hub).SendAsync("Hi")).Details);
        await AssertReplaysAsync(hub);
    });

    [Fact]
    public void Two_people_who_press_at_once_take_it_once() => Stage.Play(async hub =>
    {
        var broken = await BrokenAsync(hub);
        var both = await Task.WhenAll(RetryAsync(broken.Hub, broken.Webhook), RetryAsync(broken.Hub, broken.Webhook));

        Assert.Single(both, decision => decision.Reason == RetryWords.NotSetAside);
        await Story.AssertBalancedAsync(broken.Hub);
    });

    [Fact]
    public void An_item_of_an_account_is_taken_again_too() => Stage.Play(async hub =>
    {
        var account = Owner.Account(TestHub.WabaId);
        var body = Encoding.UTF8.GetBytes($$"""
            {"object":"whatsapp_business_account","entry":[{"id":"{{TestHub.WabaId}}","time":1750000000,"changes":[
              {"field":"account_update","value":{"event":"ACCOUNT_OFFBOARDED"} }]}]}
            """);
        var webhook = await hub.Storage.Journal.AppendAsync(
            new ReceivedWebhook(hub.Time.Now, "another", body, [new DeliveryPart(account, Lane.Live, 1)]), Ct);
        hub.Wake(account);
        await hub.RestAsync();
        await KnowAppAsync(hub, "another");

        var decision = await RetryAsync(hub, webhook, account);

        Assert.Equal(Outcome.Applied, decision.Outcome);
        await hub.RestAsync();
        Assert.Equal("offboarded", (await hub.Reader.Numbers.FindAsync(TestHub.PhoneNumberId, Ct))!.Link.State);
        await Story.AssertBalancedAsync(hub);
        Assert.Equal(RetryWords.NotSetAside, (await RetryAsync(hub, webhook, account)).Reason);
    });

    // A message that came again while its row could not be read, and a hub that can read it once more.
    private static async Task<(TestHub Hub, long Webhook)> BrokenAsync(TestHub hub, int copies = 1)
    {
        var words = Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"));
        await hub.TellAsync(words);
        var message = (await Client.TimelineAsync(hub)).Single(one => one.Wamid == "wamid.1");
        var key = new RowKey(RowKinds.Message, message.Id);
        var row = Assert.Single(await hub.Storage.Book.ReadAsync([key], Ct));
        await PutAsync(hub, row, "[]"u8.ToArray());
        var next = await hub.RestartAsync("p2");
        await next.RestAsync();
        for (var i = 0; i < copies; i++)
            await next.TellAsync(words);
        var page = await next.Reader.Received.PageAsync(Number, new PageAsk(Limit: 10), scope: null, Ct);
        var webhook = page.Data.Where(one => one.Items[0].Outcome == "set_aside"
            && one.AppId == "app").Min(one => one.Id);
        await PutAsync(next, row, row.Body);
        var last = await next.RestartAsync("p3");
        await last.RestAsync();
        return (last, webhook);
    }

    private static Task PutAsync(TestHub hub, Row row, ReadOnlyMemory<byte> body) => hub.Storage.Book.CommitAsync(
        new Commit(new Owner("test"), Epoch: 0, [new RowChange(row.Key, row.Parent, row.Sort, body)], [], [], []), Ct);

    private static async Task<Decision> RetryAsync(TestHub hub, long webhook, Owner? owner = null)
    {
        var item = (await hub.Reader.Received.FindItemAsync(webhook, 0, Ct))!.Value;
        Assert.Equal(owner ?? Number, item.Owner);
        return await hub.Door.RetryAsync(item.Owner, new Input.ItemRetried(item.DeliveryId, 0, "anna"), Ct);
    }

    private static async Task<(string, bool)> ItemAsync(TestHub hub, long webhook)
    {
        var item = (await hub.Reader.Received.FindAsync(Number, webhook, scope: null, Ct))!.Items[0];
        return (item.Outcome, item.RetriedAt is not null);
    }

    private static async Task<long> AppendAsync(TestHub hub, string app, string body)
    {
        var id = await hub.Storage.Journal.AppendAsync(
            new ReceivedWebhook(
                hub.Time.Now, app, Encoding.UTF8.GetBytes(body), [new DeliveryPart(Number, Lane.Live, 1)]), Ct);
        hub.Wake(Number);
        await hub.RestAsync();
        return id;
    }

    // As after a change of the number's app: what the other signed counts from now on.
    private static async Task KnowAppAsync(TestHub hub, string app)
    {
        var number = (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, Ct))!;
        await hub.Registry.PutNumberAsync(number with { AppId = app }, new AppRegistration(app, "theirs"), Ct);
        await hub.Intake.ReloadAppsAsync(Ct);
    }

    private static System.Text.Json.Nodes.JsonObject Unnamed(string to)
    {
        var echo = Webhook.Echo("", to, 1_750_000_000, "It's me");
        echo.Remove("id");
        return echo;
    }

    private static async Task AssertReplaysAsync(TestHub hub)
    {
        var report = await new Replay(hub.Storage).RunAsync(TestHub.PhoneNumberId, progress: null, Ct);
        Assert.True(report is { Verdict: ReplayVerdict.Same, Found: 0 },
            $"{report} {string.Join("; ", report.Differences)}");
    }
}
