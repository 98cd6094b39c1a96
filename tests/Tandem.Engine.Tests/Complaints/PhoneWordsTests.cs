using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint A: "what I write on the phone is not in the system".</summary>
/// <remarks>chatwoot 11855, 12569, 13371; OCA/social 1911; megaapp977/stack 408; waha 1761, 2249.</remarks>
public sealed class PhoneWordsTests
{
    [Fact]
    public void What_the_owner_writes_on_the_phone_is_on_the_timeline_and_every_program_is_told() =>
        Stage.Play(async hub =>
        {
            await hub.RegisterEndpointAsync("crm", Client.Agent(hub).Key);
            await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);

            await hub.TellAsync(EchoOf("wamid.phone", "See you at nine"));

            var message = Assert.Single(await Client.TimelineAsync(hub));
            Assert.Equal(
                ("wamid.phone", "out", "app", "live"),
                (message.Wamid, message.Direction, message.Origin, message.Via));
            Assert.Equal("See you at nine", message.Content!.Value.GetProperty("text").GetProperty("body").GetString());
            foreach (var endpoint in new[] { "https://crm.example/hook", "https://bot.example/hook" })
            {
                var post = Assert.Single(hub.Endpoints.Posts, post => post.Url == endpoint);
                Assert.Equal(["wamid.phone"], post.Ids("message_echoes"));
            }
        });

    [Fact]
    public void The_owner_and_a_bot_who_write_the_same_words_wrote_two_messages() => Stage.Play(async hub =>
    {
        await Client.Bot(hub).SendAsync("Thank you!");

        await hub.TellAsync(EchoOf("wamid.phone", "Thank you!"));

        var origins = (await Client.TimelineAsync(hub)).Select(message => (message.Origin, message.Wamid)).Order();
        Assert.Equal([("api", "wamid.sent1"), ("app", "wamid.phone")], origins);
    });

    [Fact]
    public void An_echo_of_what_a_bot_sent_is_that_message_and_no_humans() => Stage.Play(async hub =>
    {
        await Client.Bot(hub).SendAsync("Thank you!");

        await hub.TellAsync(EchoOf("wamid.sent1", "Thank you!"));
        var next = await Client.Bot(hub).SendAsync("And welcome.");

        Assert.Equal(200, next.Status);
        Assert.Equal(
            ["wamid.sent1", "wamid.sent2"],
            (await Client.TimelineAsync(hub)).Select(message => message.Wamid!).Order());
    });

    [Fact]
    public void An_edit_a_reaction_and_a_deletion_on_the_phone_are_seen_as_well() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.in", TestHub.Customer, 1_750_000_000, "Is it open?")));
        await hub.TellAsync(EchoOf("wamid.1", "Yes, till nine"));
        await hub.TellAsync(EchoOf("wamid.2", "Oops"));

        await hub.TellAsync(Change("edit", "original_message_id", "wamid.1",
            ("message", """{"type":"text","text":{"body":"Yes, till eight"}}""")));
        await hub.TellAsync(Change("revoke", "original_message_id", "wamid.2"));
        await hub.TellAsync(Change("reaction", "message_id", "wamid.in", ("emoji", "\"👍\"")));

        var timeline = (await Client.TimelineAsync(hub)).ToDictionary(message => message.Wamid!);
        Assert.Equal(3, timeline.Count);
        Assert.Equal(
            "Yes, till eight",
            timeline["wamid.1"].Edit!.Content!.Value.GetProperty("text").GetProperty("body").GetString());
        Assert.True(timeline["wamid.2"].Revoked);
        Assert.Equal("👍", Assert.Single(timeline["wamid.in"].Reactions!).Emoji);
    });

    [Fact]
    public void What_the_phone_wrote_long_ago_and_shares_as_history_is_the_same_message_when_its_echo_comes() =>
        Stage.Play(async hub =>
        {
            await hub.TellAsync(Past.Of(TestHub.Customer, Webhook.Echo(
                "wamid.phone", TestHub.Customer, 1_749_990_000, "See you at nine")));
            await hub.TellAsync(EchoOf("wamid.phone", "See you at nine"));

            var message = Assert.Single(await Client.TimelineAsync(hub));
            Assert.Equal(("app", "live"), (message.Origin, message.Via));
        });

    private static string EchoOf(string wamid, string words) => Webhook.Of(
        "smb_message_echoes", "message_echoes", Webhook.Echo(wamid, TestHub.Customer, 1_750_000_010, words));

    private static string Change(string type, string names, string wamid, params (string Name, string Json)[] more)
    {
        var item = Webhook.Echo($"wamid.{type}", TestHub.Customer, 1_750_000_060, "");
        item.Remove("text");
        item["type"] = type;
        item[type] = new System.Text.Json.Nodes.JsonObject { [names] = wamid };
        foreach (var (name, json) in more)
            item[type]![name] = System.Text.Json.Nodes.JsonNode.Parse(json);
        return Webhook.Of("smb_message_echoes", "message_echoes", item);
    }
}
