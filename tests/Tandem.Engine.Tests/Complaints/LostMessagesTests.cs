using Tandem.Engine.Intake;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;
using Tandem.Engine.Watching;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint E: lost, invisible or hours-late messages.</summary>
/// <remarks>
/// chatwoot 9973, 11987, 13219, 13556, 15131; megaapp977/stack 586; evolution-api 707, 2395; frappe_whatsapp 208; waha
/// 671, 2148.
/// </remarks>
public sealed class LostMessagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_answered_200_is_there_after_the_power_is_cut_the_next_instant() => Stage.Play(async hub =>
    {
        var posted = await hub.PostAsync(Said("wamid.1"));
        var next = await hub.RestartAsync("p2");
        await next.RestAsync();

        Assert.Equal(IntakeOutcome.Stored, posted);
        Assert.Equal("wamid.1", Assert.Single(await Client.TimelineAsync(next)).Wamid);
    });

    [Fact]
    public void What_the_store_cannot_keep_is_not_answered_200_and_comes_again() => Stage.Play(async hub =>
    {
        hub.Storage.IsFull = true;
        var refused = await hub.PostAsync(Said("wamid.1"));
        hub.Storage.IsFull = false;
        await hub.TellAsync(Said("wamid.1"));

        Assert.NotEqual(IntakeOutcome.Stored, refused); // 503: Meta repeats it for seven days
        Assert.Single(await Client.TimelineAsync(hub));
    });

    [Fact]
    public async Task Webhooks_answered_for_days_while_the_workers_sleep_raise_an_alarm_within_a_minute()
    {
        var hub = await TestHub.StartAsync(); // nobody takes a turn here
        var watch = new LedgerWatch(
            hub.Storage.Journal, hub.Registry, hub.Reader.Numbers, new AlarmBook(hub.Storage.Book, hub.Time), hub.Time);
        await hub.PostAsync(Said("wamid.1"));
        var raised = new List<(string Code, Owner Owner)>();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1); passed += LedgerWatch.LookEvery)
        {
            raised.AddRange(await watch.LookAsync(Ct));
            hub.Time.After(LedgerWatch.LookEvery, () => { });
            hub.Time.FireNext();
        }

        Assert.Equal([(AlarmCodes.NothingApplied, Owner.Number(TestHub.PhoneNumberId))], raised);
    }

    [Fact]
    public void A_message_that_comes_hours_late_stands_where_it_was_said_and_is_told_to_the_bot() =>
        Stage.Play(async hub =>
        {
            await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);
            await hub.TellAsync(Said("wamid.now", 1_750_020_000));

            await hub.TellAsync(Said("wamid.late", 1_750_000_000));

            Assert.Equal(
                ["wamid.late", "wamid.now"],
                (await Client.TimelineAsync(hub)).Select(message => message.Wamid!));
            Assert.Contains(hub.Endpoints.Posts, post => post.Ids("messages").Contains("wamid.late"));
        });

    [Fact]
    public void A_kind_of_message_nobody_knows_is_shown_and_not_dropped() => Stage.Play(async hub =>
    {
        var message = Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "");
        message.Remove("text");
        message["type"] = "hologram";
        message["hologram"] = new System.Text.Json.Nodes.JsonObject { ["depth"] = 3 };

        await hub.TellAsync(Webhook.Of(message));

        var shown = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal("hologram", shown.Type);
        Assert.Equal(3, shown.Content!.Value.GetProperty("hologram").GetProperty("depth").GetInt32());
    });

    [Fact]
    public void An_endpoint_that_was_down_for_a_day_hears_everything_in_order() => Stage.Play(async hub =>
    {
        var isDown = true;
        hub.Endpoints.Answers = _ => isDown ? null : 200;
        await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);
        for (var i = 1; i <= 7; i++)
            await hub.TellAsync(Said($"wamid.{i}", 1_750_000_000 + i));
        await hub.PassAsync(TimeSpan.FromDays(1));
        var before = hub.Endpoints.Posts.Count;
        isDown = false;

        await hub.PassAsync(TimeSpan.FromDays(1));

        var heard = hub.Endpoints.Posts.Skip(before).SelectMany(post => post.Ids("messages"));
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"wamid.{i}"), heard);
    });

    private static string Said(string wamid, long at = 1_750_000_000) =>
        Webhook.Of(Webhook.Text(wamid, TestHub.Customer, at, $"This is {wamid}"));
}
