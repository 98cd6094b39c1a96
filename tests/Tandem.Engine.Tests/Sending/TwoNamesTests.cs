using System.Text.Json.Nodes;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>Once the hub was told that two names are one person's, who speaks to one speaks to both.</summary>
public sealed class TwoNamesTests
{
    private const string UserId = "US.13491208655302741918";

    [Fact]
    public void A_status_that_is_durable_before_the_release_joins_what_was_held() => Stage.Play(async hub =>
    {
        await Client.Agent(hub).AskAsync("Anna here");
        await hub.RestAsync();
        var status = Webhook.Status("wamid.sent1", "sent", TestHub.Customer, 1_750_000_000, hub.Graph.MarkOf(0));
        status.Remove("recipient_id");
        status["recipient_user_id"] = UserId;

        await hub.PostAsync(Webhook.Of("messages", "statuses", status));
        var bot = await AskAsBotAsync(hub);

        Assert.Equal((SendState.Refused, "anna"), (bot.State, bot.Refusal?.By));
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void So_does_history() => Stage.Play(async hub =>
    {
        await Client.Agent(hub).AskAsync("Anna here");
        await hub.RestAsync();
        var thread = new JsonObject
        {
            ["id"] = TestHub.Customer,
            ["context"] = new JsonObject { ["wa_id"] = TestHub.Customer, ["user_id"] = UserId },
            ["messages"] = new JsonArray(Webhook.Text("wamid.old", TestHub.Customer, 1_740_000_000, "Long ago")),
        };

        await hub.PostAsync(Webhook.Of("history", "history", new JsonObject { ["threads"] = new JsonArray(thread) }));
        var bot = await AskAsBotAsync(hub);

        Assert.Equal((SendState.Refused, "anna"), (bot.State, bot.Refusal?.By));
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void What_waits_for_the_wire_is_not_let_go_by_the_status_before_one_that_joins() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var first = Client.Bot(hub).AskAsync("one");
        await hub.RestAsync();
        var waiting = Client.Bot(hub).AskAsync("two");
        await AskAsync(hub, Client.Agent(hub));
        await hub.RestAsync();
        Assert.Equal(2, hub.Graph.Calls.Count);
        var frees = Webhook.Status("wamid.1", "sent", TestHub.Customer, 1_750_000_000, hub.Graph.MarkOf(0));
        var joins = Webhook.Status("wamid.2", "sent", TestHub.Customer, 1_750_000_000, hub.Graph.MarkOf(1));

        await hub.PostAsync(Webhook.Of("messages", "statuses", frees, joins));
        await hub.RestAsync();

        Assert.Equal(SendState.Released, (await first).State);
        Assert.Equal(SendState.Queued, (await waiting).State);
        Assert.Equal(2, hub.Graph.Calls.Count);
    });

    [Fact]
    public void A_caller_gets_the_words_of_Graph_though_a_status_comes_with_them() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();

        var answer = FakeGraph.Accepted("wamid.1", "16505550000");
        await hub.PostAsync(Webhook.Of("messages", "statuses", Webhook.Status(
            "wamid.1", "sent", TestHub.Customer, 1_750_000_000, hub.Graph.MarkOf(0))));
        hub.Graph.Answer(answer);

        Assert.Equal(answer.Body.ToArray(), (await asking).Answer.Body.ToArray());
    });

    private static Task<Send> AskAsBotAsync(TestHub hub) => AskAsync(hub, Client.Bot(hub));

    private static Task<Send> AskAsync(TestHub hub, Client client) => hub.Door.AskAsync(
        TestHub.PhoneNumberId,
        new SendDraft(
            new PeerKeys(null, UserId, null), Engine.Sending.DropIn.LaneOf(client.Role), client.Sender, "messages",
            "text",
            $$$"""{"messaging_product":"whatsapp","recipient":"{{{UserId}}}","type":"text","text":{"body":"Hi"}}""",
            CallerMark: null, IdempotencyKey: null, Waiter: null, ExpiresAt: null, RepliesTo: null),
        TestContext.Current.CancellationToken);
}
