using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>What an idempotency key stands for: one message of one API key, as long as it may have gone out.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public void Two_keys_of_the_same_name_do_not_share_it() => Stage.Play(async hub =>
    {
        var first = await new Client(hub, "bot", "shop-bot").SendAsync("one", key: "k1");
        var second = await new Client(hub, "bot", "shop-bot", Id: "another-key").SendAsync("two", key: "k1");

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.NotEqual(first.Wamid, second.Wamid);
        Assert.Equal(["one", "two"], hub.Graph.Calls.Select((_, call) => hub.Graph.WordsOf(call)));
    });

    [Fact]
    public void It_is_free_again_when_Graph_refused_and_so_nothing_was_sent() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello", key: "k1");
        await hub.RestAsync();
        hub.Graph.Answer(FakeGraph.Refused(130429, "Rate limit hit"));
        Assert.Equal(130429, (await asking).Code);
        hub.Graph.AnswersItself = true;

        var again = await Client.Bot(hub).SendAsync("Hello", key: "k1");

        Assert.Equal(200, again.Status);
        Assert.Equal(2, hub.Graph.Calls.Count);
    });

    [Fact]
    public void Who_repeats_a_request_takes_nothing_back_that_waits_for_another() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        _ = Client.Bot(hub).SendAsync("before");
        await hub.RestAsync();
        var patient = Client.Bot(hub).SendAsync("Hello", key: "k1", wait: TimeSpan.FromSeconds(60));
        await hub.RestAsync();

        var hasty = await Client.Bot(hub).SendAsync("Hello", key: "k1", wait: TimeSpan.FromSeconds(1));
        hub.Graph.Answer(FakeGraph.Accepted("wamid.before"));
        await hub.RestAsync();
        hub.Graph.Answer(FakeGraph.Accepted("wamid.hello"));

        Assert.Equal(131000, hasty.Code); // perhaps sent: it did not get a turn, and it still may
        Assert.Equal("wamid.hello", (await patient).Wamid);
    });
}
