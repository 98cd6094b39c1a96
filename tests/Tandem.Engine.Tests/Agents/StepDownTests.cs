using Tandem.Engine.Doors;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>Whoever waits for an agent is told when another process has its number or the disk is full.</summary>
public sealed class StepDownTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_request_to_an_agent_that_was_replaced_is_refused_at_once_and_the_new_owner_takes_it() => Stage.Play(
        async hub =>
        {
            await Client.Bot(hub).SendAsync("one");
            var other = await hub.StartBesideAsync("p2");
            await other.RestAsync();
            var began = hub.Time.Now;

            var first = await Assert.ThrowsAsync<NotTakenException>(() => Client.Bot(hub).SendAsync("two"));
            await Assert.ThrowsAsync<NotTakenException>(() => Client.Bot(hub).SendAsync("two"));

            Assert.True(first.RetryAfter > TimeSpan.Zero);
            Assert.Equal(began, hub.Time.Now);
            Assert.Single(hub.Graph.Calls);
            Assert.Equal(200, (await Client.Bot(other).SendAsync("two")).Status);
            Assert.Equal(["one", "two"], hub.Graph.Calls.Select((_, call) => hub.Graph.WordsOf(call)));
        });

    [Fact]
    public void After_a_rest_an_agent_that_was_replaced_serves_again() => Stage.Play(async hub =>
    {
        await Client.Bot(hub).SendAsync("one");
        await (await hub.StartBesideAsync("p2")).RestAsync();
        await Assert.ThrowsAsync<NotTakenException>(() => Client.Bot(hub).SendAsync("two"));

        await hub.PassAsync(TimeSpan.FromSeconds(31));

        Assert.Equal(200, (await Client.Bot(hub).SendAsync("two")).Status);
    });

    [Fact]
    public void What_Graph_answers_to_an_agent_that_was_replaced_is_not_lost() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("one");
        await hub.RestAsync();
        var other = await hub.StartBesideAsync("p2");
        await other.RestAsync();
        Assert.Equal("unknown", (await Client.OutboxAsync(hub, hub.Graph.MarkOf(0))).State);

        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        Assert.Equal(131000, (await asking).Code);
        await hub.PassAsync(TimeSpan.FromSeconds(31));

        Assert.Equal("wamid.1", (await Client.OutboxAsync(hub, hub.Graph.MarkOf(0))).Wamid);
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void A_caller_that_waits_hears_soon_that_another_process_took_its_send_back() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        _ = Client.Bot(hub).SendAsync("one");
        var waiting = Client.Bot(hub).SendAsync("two", wait: TimeSpan.FromSeconds(60));
        await hub.RestAsync();
        var began = hub.Time.Now;
        await (await hub.StartBesideAsync("p2")).RestAsync();

        Assert.Equal(131056, (await waiting).Code);

        Assert.InRange(hub.Time.Now - began, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void A_request_that_the_disk_has_no_room_for_is_refused_at_once() => Stage.Play(async hub =>
    {
        hub.Storage.IsFull = true;
        var began = hub.Time.Now;

        await Assert.ThrowsAsync<JournalFullException>(() => Client.Bot(hub).SendAsync("one"));

        Assert.Equal(began, hub.Time.Now);
        hub.Storage.IsFull = false;
        await hub.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("two")).Status);
        Assert.Equal("two", hub.Graph.WordsOf(0));
    });

    [Fact]
    public void An_answer_that_comes_while_the_disk_is_full_still_reaches_its_caller() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("one");
        await hub.RestAsync();

        hub.Storage.IsFull = true;
        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        await hub.PassAsync(TimeSpan.FromSeconds(3));
        hub.Storage.IsFull = false;

        Assert.Equal("wamid.1", (await asking).Wamid);
    });

    [Fact]
    public void A_turn_that_fails_makes_no_send_unknown_whose_answer_is_still_to_come() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("one");
        await hub.RestAsync();
        hub.Storage.IsFull = true;
        await Assert.ThrowsAsync<JournalFullException>(() => Client.Bot(hub).SendAsync("two"));
        hub.Storage.IsFull = false;
        await hub.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("released", (await Client.OutboxAsync(hub, hub.Graph.MarkOf(0))).State);
        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));
        Assert.Equal("wamid.1", (await asking).Wamid);
    });

    [Fact]
    public void A_request_to_a_number_nobody_registered_says_so() => Stage.Play(async hub =>
        await Assert.ThrowsAsync<NumberUnknownException>(() =>
            hub.Door.CommandAsync("999", new Domain.Deciding.Input.MarkedRead("1-1"), Ct)));
}
