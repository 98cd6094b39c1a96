using Tandem.Engine.Reading;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>What a caller of Meta's own sending call hears from the hub, and what becomes of its message.</summary>
public sealed class DropInTests
{
    [Fact]
    public void What_Graph_takes_is_answered_in_Graphs_own_words_and_stands_on_the_timeline() => Stage.Play(async hub =>
    {
        var heard = await Client.Bot(hub).SendAsync("Hello", mark: "order-17");

        Assert.Equal((200, "wamid.sent1"), (heard.Status, heard.Wamid));
        Assert.Equal("Hello", hub.Graph.WordsOf(0));
        Assert.StartsWith("td1:inst:1-", hub.Graph.MarkOf(0));
        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("wamid.sent1", "api", "shop-bot", "accepted"),
            (message.Wamid, message.Origin, message.SentBy, message.Status));
    });

    [Fact]
    public void What_Graph_refuses_is_answered_as_it_refused_it() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();
        hub.Graph.Answer(FakeGraph.Refused(131047, "Re-engagement message"));

        var heard = await asking;

        Assert.Equal((400, 131047), (heard.Status, heard.Code));
        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("failed", 131047), (message.Status, message.Failure?.Code));
        Assert.Equal(
            ("rejected", 131047),
            await OutboxAsync(hub) is var send ? (send.State, send.Refusal?.MetaCode) : default);
    });

    [Fact]
    public void A_Graph_that_cannot_be_reached_has_sent_nothing() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();
        hub.Graph.Lose(hasLeft: false);

        var heard = await asking;

        Assert.Equal((503, 131016), (heard.Status, heard.Code));
        Assert.Equal("rejected", (await OutboxAsync(hub)).State);
    });

    [Fact]
    public void A_send_without_an_answer_is_settled_by_the_first_status_with_our_mark() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello", key: "k1");
        await hub.RestAsync();
        hub.Graph.Lose();

        var heard = await asking;
        Assert.Equal((500, 131000), (heard.Status, heard.Code));
        Assert.Equal("unknown", (await OutboxAsync(hub)).State);
        Assert.Equal("unknown", Assert.Single(await Client.TimelineAsync(hub)).Status);

        await hub.TellAsync(Webhook.Of("messages", "statuses", Webhook.Status(
            "wamid.true", "delivered", TestHub.Customer, 1_750_000_050, hub.Graph.MarkOf(0))));

        var send = await OutboxAsync(hub);
        Assert.Equal(("accepted", "wamid.true"), (send.State, send.Wamid));
        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("wamid.true", "api", "delivered"), (message.Wamid, message.Origin, message.Status));
        Assert.Equal("wamid.true", (await Client.Bot(hub).SendAsync("Hello", key: "k1")).Wamid);
        await hub.PassAsync(TimeSpan.FromDays(8));
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void A_caller_is_told_that_nobody_knows_when_Graph_keeps_silent() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var began = hub.Time.Now;

        var heard = await Client.Bot(hub).SendAsync("Hello");

        Assert.Equal((500, 131000), (heard.Status, heard.Code));
        Assert.Equal(Engine.Sending.DropIn.AnswerWait, hub.Time.Now - began);
        Assert.Equal("released", (await OutboxAsync(hub)).State);

        hub.Graph.Answer(FakeGraph.Accepted("wamid.late"));
        await hub.RestAsync();
        Assert.Equal("wamid.late", Assert.Single(await Client.TimelineAsync(hub)).Wamid);
    });

    [Fact]
    public void A_send_on_the_wire_when_the_hub_dies_is_never_sent_again() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        _ = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();

        var next = await hub.RestartAsync("p2");
        await next.RestAsync();
        Assert.Equal("unknown", (await Client.OutboxAsync(next, hub.Graph.MarkOf(0))).State);

        await next.TellAsync(Webhook.Of("messages", "statuses", Webhook.Status(
            "wamid.true", "sent", TestHub.Customer, 1_750_000_050, hub.Graph.MarkOf(0))));
        await next.PassAsync(TimeSpan.FromDays(8));

        Assert.Equal("accepted", (await Client.OutboxAsync(next, hub.Graph.MarkOf(0))).State);
        Assert.Empty(next.Graph.Calls);
    });

    [Fact]
    public void The_same_idempotency_key_is_one_send_also_while_nobody_knows() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var first = Client.Bot(hub).SendAsync("Hello", key: "k1");
        await hub.RestAsync();
        hub.Graph.Lose();
        await first;

        var second = await Client.Bot(hub).SendAsync("Hello", key: "k1");

        Assert.Equal((500, 131000), (second.Status, second.Code));
        Assert.Single(hub.Graph.Calls);
    });

    private static Task<SendView> OutboxAsync(TestHub hub) => Client.OutboxAsync(hub, hub.Graph.MarkOf(0));
}
