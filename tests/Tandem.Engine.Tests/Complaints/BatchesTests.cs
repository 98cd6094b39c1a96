using System.Text.Json.Nodes;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint F: of a webhook with several entries, changes or messages only the first is read.</summary>
/// <remarks>pywa 229; netflie/whatsapp-cloud-api 132, 148; agri 2865; evolution-api 707.</remarks>
public sealed class BatchesTests
{
    [Fact]
    public void Every_message_of_one_webhook_is_read_and_forwarded() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);

        await hub.TellAsync(Webhook.Of([.. Wamids.Select(Said)]));

        Assert.Equal(Wamids, await ReadAsync(hub));
        Assert.Equal(Wamids, hub.Endpoints.Posts.SelectMany(post => post.Ids("messages")).Order());
    });

    [Fact]
    public void Every_change_of_one_entry_is_read() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Envelope([.. Wamids.Select(wamid => ChangeOf(Said(wamid)))]));

        Assert.Equal(Wamids, await ReadAsync(hub));
        await Story.AssertBalancedAsync(hub);
    });

    [Fact]
    public void Every_entry_of_one_webhook_is_read() => Stage.Play(async hub =>
    {
        var envelope = JsonNode.Parse(Webhook.Of(Said(Wamids[0])))!.AsObject();
        foreach (var wamid in Wamids.Skip(1))
            envelope["entry"]!.AsArray().Add(JsonNode.Parse(Webhook.Of(Said(wamid)))!["entry"]![0]!.DeepClone());

        await hub.TellAsync(envelope.ToJsonString());

        Assert.Equal(Wamids, await ReadAsync(hub));
        await Story.AssertBalancedAsync(hub);
    });

    [Fact]
    public void Messages_and_statuses_in_one_value_are_both_read() => Stage.Play(async hub =>
    {
        await Client.Bot(hub).SendAsync("Hello");
        var change = ChangeOf(Said("wamid.in"));
        change["value"]!["statuses"] = new JsonArray(
            Webhook.Status("wamid.sent1", "sent", TestHub.Customer, 1_750_000_001),
            Webhook.Status("wamid.sent1", "read", TestHub.Customer, 1_750_000_003));

        await hub.TellAsync(Webhook.Envelope([change]));

        var timeline = (await Client.TimelineAsync(hub)).ToDictionary(message => message.Wamid!);
        Assert.Equal(2, timeline.Count);
        Assert.Equal("read", timeline["wamid.sent1"].Status);
        Assert.Contains("sent", timeline["wamid.sent1"].StatusTimes.Keys);
    });

    [Fact]
    public void One_item_that_cannot_be_read_costs_none_of_its_neighbours() => Stage.Play(async hub =>
    {
        var broken = Said("wamid.broken");
        broken.Remove("id");

        await hub.TellAsync(Webhook.Of(Said("wamid.1"), broken, Said("wamid.2")));

        Assert.Equal(["wamid.1", "wamid.2"], await ReadAsync(hub));
        await Story.AssertBalancedAsync(hub);
    });

    private static IReadOnlyList<string> Wamids { get; } = [.. Enumerable.Range(1, 7).Select(i => $"wamid.{i}")];

    private static JsonObject Said(string wamid) =>
        Webhook.Text(wamid, TestHub.Customer, 1_750_000_000, $"This is {wamid}");

    private static JsonObject ChangeOf(JsonObject message) =>
        JsonNode.Parse(Webhook.Of(message))!["entry"]![0]!["changes"]![0]!.DeepClone().AsObject();

    private static async Task<IEnumerable<string>> ReadAsync(TestHub hub) =>
        (await Client.TimelineAsync(hub)).Select(message => message.Wamid!).Order();
}
