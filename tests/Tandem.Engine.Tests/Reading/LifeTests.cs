using System.Text.Json.Nodes;
using Tandem.Engine.Reading;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Reading;

/// <summary>A message's life holds all that touched it, under every id it ever had.</summary>
public sealed class LifeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_life_of_a_send_keeps_the_echo_that_came_before_its_answer() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();
        await hub.TellAsync(Webhook.Of("smb_message_echoes", "message_echoes",
            Webhook.Echo("wamid.own", TestHub.Customer, 1_750_000_000, "Hello")));
        var echo = (await Client.TimelineAsync(hub)).Single(message => message.Origin == "app");
        var reaction = Webhook.Text("wamid.r", TestHub.Customer, 1_750_000_005, "");
        reaction["type"] = "reaction";
        reaction["reaction"] = new JsonObject { ["message_id"] = "wamid.own", ["emoji"] = "👍" };
        await hub.TellAsync(Webhook.Of(reaction));

        hub.Graph.Answer(FakeGraph.Accepted("wamid.own"));
        await asking;
        await hub.TellAsync(Webhook.Of("messages", "statuses",
            Webhook.Status("wamid.own", "delivered", TestHub.Customer, 1_750_000_006, hub.Graph.MarkOf(0))));

        var message = Assert.Single(await Client.TimelineAsync(hub));
        Assert.Equal(("api", "delivered"), (message.Origin, message.Status));
        Assert.Equal("👍", Assert.Single(message.Reactions!).Emoji);
        Assert.NotEqual(echo.Id, message.Id);
        Assert.Equal(message.Id, (await hub.Reader.Timeline.FindMessageAsync(echo.Id, Ct))?.Id);
        string[] kinds = ["send", "turn", "message", "change", "accepted", "status"];
        Assert.Equal(kinds, KindsOf(await hub.Reader.Life.FindAsync(message.Id, Ct)));
        Assert.Equal(kinds, KindsOf(await hub.Reader.Life.FindAsync(echo.Id, Ct)));
    });

    [Fact]
    public void A_name_of_the_address_book_shows_with_the_first_message() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of("smb_app_state_sync", "state_sync", new JsonObject
        {
            ["type"] = "contact",
            ["contact"] = new JsonObject
            {
                ["full_name"] = "Pablo Morales",
                ["phone_number"] = TestHub.Customer,
            },
            ["action"] = "add",
            ["metadata"] = new JsonObject { ["timestamp"] = "1750000000" },
        }));
        Assert.Empty((await ConversationsAsync(hub)).Data);

        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_001, "hello")));

        Assert.Equal("Pablo Morales", Assert.Single((await ConversationsAsync(hub)).Data).Contact.Name);
        await Story.AssertBalancedAsync(hub);
    });

    private static Task<Page<ConversationView>> ConversationsAsync(TestHub hub) =>
        hub.Reader.Timeline.ConversationsAsync(TestHub.PhoneNumberId, new PageAsk(Limit: 10), Ct);

    private static IEnumerable<string> KindsOf(LifeView? life) => life!.Data.Select(one => one.Kind);
}
