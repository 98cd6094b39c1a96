using System.Text.Json.Nodes;
using Tandem.CloudApi.Security;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Feeds;

/// <summary>What endpoints in Meta's format are told, in which order, and how often.</summary>
public sealed class ForwardingTests
{
    private const string Other = "16505559999";

    [Fact]
    public void Messages_reach_an_endpoint_once_and_in_order_signed_with_its_own_secret() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key, secret: "theirs");
        var body = Webhook.Of(Text("wamid.1"), Text("wamid.2"));
        await hub.PostAsync(body);
        await hub.PostAsync(body);
        await hub.TellAsync(Webhook.Of(Text("wamid.3")));

        Assert.Equal(["wamid.1", "wamid.2", "wamid.3"], hub.Endpoints.Posts.SelectMany(post => post.Ids("messages")));
        Assert.All(hub.Endpoints.Posts, post => Assert.True(WebhookSignature.IsValid(
            System.Text.Encoding.UTF8.GetBytes(post.Body), post.Headers[WebhookSignature.HeaderName], "theirs"u8)));
    });

    // Clients check the signature over a text in which they escape what is not ASCII, as Meta does.
    [Fact]
    public void Letters_beyond_ASCII_are_escaped_as_Meta_escapes_them() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        await hub.TellAsync(Webhook.Of(Text("wamid.1")).Replace("wamid.1\"", "wamid.1\",\"note\":\"Tomás 🌱\""));

        var post = Assert.Single(hub.Endpoints.Posts);
        Assert.True(post.Body.All(char.IsAscii), post.Body);
        Assert.Contains("Tom\\u00e1s \\ud83c\\udf31", post.Body);
    });

    [Fact]
    public void What_fails_is_repeated_in_order_and_holds_up_no_other_conversation() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        var isDown = true;
        hub.Endpoints.Answers = post => isDown && post.Body.Contains(TestHub.Customer) ? 500 : 200;
        await hub.TellAsync(Webhook.Of(Text("wamid.1")));
        await hub.TellAsync(Webhook.Of(Text("wamid.2")));
        await hub.TellAsync(Webhook.Of(Text("wamid.other", Other)));
        Assert.Contains(hub.Endpoints.Posts, post => post.Ids("messages").Contains("wamid.other"));

        await hub.PassAsync(TimeSpan.FromMinutes(1));
        var failed = hub.Endpoints.Posts.Count;
        Assert.InRange(failed, 4, 6); // once at once, then after 2, 10 and 30 s
        isDown = false;
        await hub.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["wamid.1", "wamid.2"], hub.Endpoints.Posts.Skip(failed).SelectMany(post => post.Ids("messages")));
    });

    [Fact]
    public void Two_that_prove_to_be_one_person_are_told_of_in_one_order() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        var (isDown, told) = (true, new List<string>());
        hub.Endpoints.Answers = post =>
        {
            var ids = post.Ids("messages").ToList();
            if (isDown && ids.Contains("wamid.1"))
                return 500;
            told.AddRange(ids);
            return 200;
        };

        await hub.TellAsync(Webhook.Of(Text("wamid.0")));
        await hub.TellAsync(Webhook.Of(Named("wamid.1", from: null))); // another's, for all one knows
        await hub.TellAsync(Webhook.Of(Named("wamid.2", TestHub.Customer))); // now they are one
        await hub.TellAsync(Webhook.Of(Text("wamid.3")));
        Assert.Equal(["wamid.0"], told);

        isDown = false;
        await hub.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["wamid.0", "wamid.1", "wamid.2", "wamid.3"], told);
    });

    [Fact]
    public void What_never_succeeds_is_set_aside_after_seven_days_and_the_order_goes_on() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        hub.Endpoints.Answers = post => post.Ids("messages").Contains("wamid.1") ? null : 200;
        await hub.TellAsync(Webhook.Of(Text("wamid.1")));

        await hub.PassAsync(TimeSpan.FromDays(7) + TimeSpan.FromHours(2));
        await hub.TellAsync(Webhook.Of(Text("wamid.2")));

        Assert.Equal(["wamid.2"], hub.Endpoints.Posts[^1].Ids("messages"));
    });

    [Fact]
    public void What_was_queued_for_an_endpoint_outlives_the_process() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        hub.Endpoints.Answers = _ => null;
        await hub.TellAsync(Webhook.Of(Text("wamid.1")));
        hub.Endpoints.Posts.Clear();
        hub.Endpoints.Answers = _ => 200;

        var next = await hub.RestartAsync("p2");
        next.Wake(Storing.Owner.Endpoint("e1"));
        await next.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["wamid.1"], Assert.Single(hub.Endpoints.Posts).Ids("messages"));
    });

    [Fact]
    public void A_status_carries_the_callers_own_mark_and_never_ours() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        await Client.Bot(hub).SendAsync("marked", mark: "order-17");
        await Client.Bot(hub).SendAsync("bare");
        foreach (var (wamid, mark) in new[]
        {
            ("wamid.sent1", hub.Graph.MarkOf(0)), ("wamid.sent2", hub.Graph.MarkOf(1)), ("wamid.theirs", "another's"),
        })
        {
            await hub.TellAsync(Webhook.Of("messages", "statuses",
                Webhook.Status(wamid, "sent", TestHub.Customer, 1_750_000_001, mark)));
        }

        var statuses = hub.Endpoints.Posts.SelectMany(post => post.Items("statuses")).ToDictionary(
            status => status.GetProperty("id").GetString()!,
            status => status.TryGetProperty("biz_opaque_callback_data", out var mark) ? mark.GetString() : null);
        Assert.Equal("order-17", statuses["wamid.sent1"]);
        Assert.Null(statuses["wamid.sent2"]);
        Assert.Equal("another's", statuses["wamid.theirs"]);
    });

    [Fact]
    public void What_an_agent_says_is_an_echo_to_others_and_nothing_to_the_agents_own_endpoint() => Stage.Play(
        async hub =>
        {
            await hub.RegisterEndpointAsync("bots", Client.Bot(hub).Key);
            await hub.RegisterEndpointAsync("annas", Client.Agent(hub).Key);

            await Client.Agent(hub).SendAsync("Anna here");
            await hub.RestAsync();

            var post = Assert.Single(hub.Endpoints.Posts);
            Assert.Equal(("https://bots.example/hook", "smb_message_echoes"), (post.Url, post.Field));
            var echo = Assert.Single(post.Items("message_echoes"));
            Assert.Equal(
                ("wamid.sent1", TestHub.Customer, "Anna here"),
                (echo.GetProperty("id").GetString(), echo.GetProperty("to").GetString(),
                    echo.GetProperty("text").GetProperty("body").GetString()));
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the hub died while Graph answered
    public void What_an_agent_says_is_told_once_also_if_a_status_overtakes_the_answer(bool isAnswered) => Stage.Play(
        async hub =>
        {
            await hub.RegisterEndpointAsync("bots", Client.Bot(hub).Key);
            hub.Graph.AnswersItself = false;
            var said = Client.Agent(hub).SendAsync("Anna here");
            await hub.RestAsync();
            await hub.TellAsync(Webhook.Of("messages", "statuses", Webhook.Status(
                "wamid.sent1", "sent", TestHub.Customer, 1_750_000_001, hub.Graph.MarkOf(0))));
            if (isAnswered)
                hub.Graph.Answer(FakeGraph.Accepted("wamid.sent1"));
            else
                hub.Graph.Lose();
            await said;
            await hub.RestAsync();

            Assert.Equal(["smb_message_echoes", "messages"], hub.Endpoints.Posts.Select(post => post.Field));
            var echo = Assert.Single(hub.Endpoints.Posts[0].Items("message_echoes"));
            Assert.Equal(
                ("wamid.sent1", "Anna here"),
                (echo.GetProperty("id").GetString(), echo.GetProperty("text").GetProperty("body").GetString()));
        });

    [Fact]
    public void A_contact_who_is_private_by_now_is_told_of_no_more() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        hub.Endpoints.Answers = _ => 500;
        await hub.TellAsync(Webhook.Of("smb_app_state_sync", "state_sync", new JsonObject
        {
            ["type"] = "contact",
            ["contact"] = new JsonObject { ["full_name"] = "Mum", ["phone_number"] = Other },
            ["action"] = "add",
            ["metadata"] = new JsonObject { ["timestamp"] = "1750000000" },
        }));
        Assert.Contains("Mum", Assert.Single(hub.Endpoints.Posts).Body, StringComparison.Ordinal);
        hub.Endpoints.Posts.Clear();

        var mum = new PeerKeys(Other, null, null);
        await hub.Door.CommandAsync(
            TestHub.PhoneNumberId, new Input.MarkedPrivate(mum, IsPrivate: true, "anna"),
            TestContext.Current.CancellationToken);
        hub.Endpoints.Answers = _ => 200;
        await hub.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(hub.Endpoints.Posts);
    });

    [Fact]
    public void A_bot_is_not_told_what_it_said_itself() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);

        await Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();

        Assert.Empty(hub.Endpoints.Posts);
    });

    [Fact]
    public void History_is_told_only_to_whom_asks_for_it() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("usual", Client.Bot(hub).Key);
        await hub.RegisterEndpointAsync("historian", Client.Agent(hub).Key, fields: ["history"]);
        var thread = new JsonObject
        {
            ["id"] = TestHub.Customer,
            ["messages"] = new JsonArray(Text("wamid.old")),
        };

        await hub.TellAsync(Webhook.Of("history", "history", new JsonObject
        {
            ["metadata"] = new JsonObject { ["phase"] = 0, ["chunk_order"] = 1, ["progress"] = 10 },
            ["threads"] = new JsonArray(thread),
        }));

        var post = Assert.Single(hub.Endpoints.Posts);
        Assert.Equal(("https://historian.example/hook", "history"), (post.Url, post.Field));
    });

    private static JsonObject Named(string wamid, string? from)
    {
        var message = Text(wamid);
        message.Remove("from");
        if (from is not null)
            message["from"] = from;
        message["from_user_id"] = "US.13491208655302741918";
        return message;
    }

    private static JsonObject Text(string wamid, string from = TestHub.Customer) =>
        Webhook.Text(wamid, from, 1_750_000_000, "hello");
}
