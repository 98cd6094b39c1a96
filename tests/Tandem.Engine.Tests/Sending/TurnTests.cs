using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>Sends of one conversation go one after the other, and a caller that waits knows how it ends.</summary>
public sealed class TurnTests
{
    [Fact]
    public void The_next_send_of_a_conversation_waits_for_the_answer_to_the_one_before() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var first = Client.Bot(hub).SendAsync("one");
        var second = Client.Bot(hub).SendAsync("two");
        var other = Client.Bot(hub).SendAsync("elsewhere", to: "16505559999");
        await hub.RestAsync();
        Assert.Equal(["one", "elsewhere"], Words(hub));

        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        await hub.RestAsync();
        Assert.Equal(["one", "elsewhere", "two"], Words(hub));
        hub.Graph.Answer(FakeGraph.Accepted("wamid.o", "16505559999"));
        hub.Graph.Answer(FakeGraph.Accepted("wamid.2"));

        Assert.Equal(["wamid.1", "wamid.2", "wamid.o"], [(await first).Wamid, (await second).Wamid,
            (await other).Wamid]);
    });

    [Fact]
    public void A_send_that_does_not_get_its_turn_in_time_is_taken_back_and_never_goes() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var first = Client.Bot(hub).SendAsync("one");
        var began = hub.Time.Now;

        var second = await Client.Bot(hub).SendAsync("two", wait: TimeSpan.FromSeconds(5));

        Assert.Equal((400, 131056), (second.Status, second.Code));
        Assert.Equal(TimeSpan.FromSeconds(5), hub.Time.Now - began);
        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        await first;
        await hub.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["one"], Words(hub));
        Assert.Single(await Client.TimelineAsync(hub));
    });

    [Fact]
    public void A_caller_that_hangs_up_takes_its_waiting_send_with_it() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        using var line = new CancellationTokenSource();
        var first = Client.Bot(hub).SendAsync("one");
        var second = Client.Bot(hub).SendAsync("two", gone: line.Token);
        await hub.RestAsync();

        line.Cancel();

        Assert.Equal(131056, (await second).Code);
        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        await first;
        await hub.RestAsync();
        Assert.Equal(["one"], Words(hub));
    });

    [Fact]
    public void A_caller_that_hangs_up_the_moment_its_send_is_stored_takes_it_along() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        using var line = new CancellationTokenSource();
        var first = Client.Bot(hub).SendAsync("one");
        await hub.RestAsync();

        var second = await Client.Bot(hub).SendAsync("two", gone: line.Token, by: hub.DropInThatHangsUp(line));
        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        await first;
        await hub.RestAsync();

        Assert.Equal(131056, second.Code);
        Assert.Equal(["one"], Words(hub));
    });

    [Fact]
    public void What_waits_when_the_hub_dies_is_taken_back_because_its_caller_is_gone() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        _ = Client.Bot(hub).SendAsync("one");
        _ = Client.Bot(hub).SendAsync("two");
        await hub.RestAsync();

        var next = await hub.RestartAsync("p2");
        await next.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(next.Graph.Calls);
        var queue = await next.Reader.Sends.QueueAsync(
            TestHub.PhoneNumberId, new(Limit: 10), TestContext.Current.CancellationToken);
        Assert.Equal(["unknown"], queue.Data.Select(send => send.State));
    });

    private static IEnumerable<string> Words(TestHub hub) =>
        Enumerable.Range(0, hub.Graph.Calls.Count).Select(hub.Graph.WordsOf);
}
