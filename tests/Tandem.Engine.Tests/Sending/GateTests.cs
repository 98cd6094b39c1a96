using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>While a human speaks in a conversation, bots there do not.</summary>
public sealed class GateTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(30);

    private static string EchoOfTheOwner => Webhook.Of(
        "smb_message_echoes", "message_echoes", Webhook.Echo("wamid.echo", TestHub.Customer, 1_750_000_000, "It's me"));

    [Fact]
    public void A_bot_is_refused_and_told_who_speaks_and_until_when() => Stage.Play(async hub =>
    {
        await hub.TellAsync(EchoOfTheOwner);
        var until = hub.Time.Now + Hold;

        var heard = await Client.Bot(hub).SendAsync("Hello");

        Assert.Equal((400, 100, Engine.Sending.DropIn.HeldSubcode), (heard.Status, heard.Code, heard.Subcode));
        Assert.Contains("phone speaks", heard.Details);
        Assert.Contains($"until {until:yyyy-MM-ddTHH:mm:ssZ}", heard.Details);
        Assert.Empty(hub.Graph.Calls);
    });

    [Fact]
    public void When_the_hold_ends_the_bot_may_speak_again() => Stage.Play(async hub =>
    {
        await hub.TellAsync(EchoOfTheOwner);
        await hub.PassAsync(Hold - TimeSpan.FromSeconds(1));
        Assert.Equal(100, (await Client.Bot(hub).SendAsync("too early")).Code);

        await hub.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
        Assert.Equal("Hello", hub.Graph.WordsOf(0));
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void An_echo_that_is_durable_before_the_release_is_never_talked_over() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var first = Client.Bot(hub).SendAsync("one");
        var waiting = Client.Bot(hub).SendAsync("two");
        await hub.RestAsync();

        await hub.PostAsync(EchoOfTheOwner);
        hub.Graph.Answer(FakeGraph.Accepted("wamid.1"));

        Assert.Equal(200, (await first).Status);
        Assert.Equal(Engine.Sending.DropIn.HeldSubcode, (await waiting).Subcode);
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void A_campaign_waits_for_the_end_of_the_hold() => Stage.Play(async hub =>
    {
        await hub.TellAsync(EchoOfTheOwner);
        await hub.PassAsync(Hold - TimeSpan.FromSeconds(10));
        var asking = Client.Campaign(hub).SendAsync("Spring sale");
        await hub.RestAsync();
        Assert.Empty(hub.Graph.Calls);

        Assert.Equal(200, (await asking).Status);
    });

    [Fact]
    public void An_agent_passes_and_its_words_hold_the_bots() => Stage.Play(async hub =>
    {
        await hub.TellAsync(EchoOfTheOwner);

        Assert.Equal(200, (await Client.Agent(hub).SendAsync("Anna here")).Status);
        var refused = await Client.Bot(hub).SendAsync("Hello");

        Assert.Contains("anna speaks", refused.Details);
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void A_number_that_only_observes_refuses_nobody() => Stage.Play(
        async hub =>
        {
            await hub.TellAsync(EchoOfTheOwner);

            Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
        },
        isGuarding: false);
}
