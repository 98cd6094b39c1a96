using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint G: messages in the wrong order, and statuses that go backwards.</summary>
/// <remarks>
/// chatwoot 14529; whatsapp-api-manager 102; botpress 15029; tock 1860; heyoo 67; green-api 367; wacrm-laravel 145.
/// </remarks>
public sealed class OrderTests
{
    [Fact]
    public void A_status_never_goes_back_in_whatever_order_its_webhooks_come() => Stage.Play(async hub =>
    {
        await Client.Bot(hub).SendAsync("Hello");
        foreach (var status in new[] { "read", "sent", "delivered" })
            await hub.TellAsync(StatusOf(status));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal("read", message.Status);
        Assert.Equal(["delivered", "read", "sent"], message.StatusTimes.Keys.Except(["accepted"]).Order());
    });

    [Fact]
    public void A_status_that_comes_before_the_answer_to_the_send_is_not_lost() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();
        await hub.TellAsync(StatusOf("delivered"));
        hub.Graph.Answer(FakeGraph.Accepted("wamid.sent1"));

        Assert.Equal("wamid.sent1", (await asking).Wamid);
        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("wamid.sent1", "delivered"), (message.Wamid, message.Status));
    });

    [Fact]
    public void An_edit_a_reaction_and_a_reply_that_come_before_their_message_wait_for_it() => Stage.Play(async hub =>
    {
        var reply = Webhook.Text("wamid.reply", TestHub.Customer, 1_750_000_020, "I mean this one");
        reply["context"] = new System.Text.Json.Nodes.JsonObject
        {
            ["from"] = TestHub.Customer,
            ["id"] = "wamid.1",
        };
        var edit = Webhook.Text("wamid.edit", TestHub.Customer, 1_750_000_010, "");
        edit.Remove("text");
        edit["type"] = "edit";
        edit["edit"] = System.Text.Json.Nodes.JsonNode.Parse(
            """{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"At eight"}}}""");

        await hub.TellAsync(Webhook.Of(reply));
        await hub.TellAsync(Webhook.Of(edit));
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "At nine")));

        var timeline = (await Client.TimelineAsync(hub)).ToDictionary(message => message.Wamid!);
        Assert.Equal(2, timeline.Count);
        Assert.Equal(
            "At eight",
            timeline["wamid.1"].Edit!.Content!.Value.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal("wamid.1", timeline["wamid.reply"].RepliesTo);
    });

    [Fact]
    public void Messages_stand_in_the_order_they_were_said_and_not_in_which_they_came() => Stage.Play(async hub =>
    {
        foreach (var second in new[] { 3, 1, 5, 2, 4 })
        {
            await hub.TellAsync(Webhook.Of(
                Webhook.Text($"wamid.{second}", TestHub.Customer, 1_750_000_000 + second, $"{second}")));
        }

        Assert.Equal(
            ["wamid.1", "wamid.2", "wamid.3", "wamid.4", "wamid.5"],
            (await Client.TimelineAsync(hub)).Select(message => message.Wamid!));
    });

    [Fact]
    public void Two_answers_of_a_bot_leave_in_the_order_it_gave_them() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        await Client.Bot(hub).AskAsync("First");
        await Client.Bot(hub).AskAsync("Second");
        await hub.RestAsync();

        Assert.Equal("First", hub.Graph.WordsOf(0));
        Assert.Single(hub.Graph.Calls); // the second waits until Meta has the first
        hub.Graph.Answer(FakeGraph.Accepted("wamid.a"));
        await hub.RestAsync();
        Assert.Equal("Second", hub.Graph.WordsOf(1));
    });

    private static string StatusOf(string status) => Webhook.Of(
        "messages", "statuses", Webhook.Status("wamid.sent1", status, TestHub.Customer, 1_750_000_050));
}
