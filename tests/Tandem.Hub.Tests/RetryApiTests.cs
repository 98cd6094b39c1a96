using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What was set aside, taken again by command.</summary>
public sealed class RetryApiTests
{
    private const string Path = $"/v1/received?owner={TestHub.NumberId}";

    [Fact]
    public async Task What_still_cannot_be_read_stays_set_aside_and_says_when_it_was_taken_again()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Unreadable);
        var webhook = await SetAsideAsync(hub);

        var item = await (await hub.Owner.PostAsync($"/v1/received/{webhook}/items/0/retry", null)).JsonAsync(200);

        Assert.Equal("set_aside", Text(item, "outcome"));
        Assert.NotNull(Text(item, "retried_at"));
        var ledger = await hub.GetAsync($"/v1/numbers/{TestHub.NumberId}/ledger");
        Assert.Equal((1, 0), (
            ledger.GetProperty("set_aside").GetInt32(), ledger.GetProperty("pending").GetInt32()));
    }

    [Fact]
    public async Task What_was_applied_is_not_taken_again()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Message("wamid.1", "hello"));
        var received = await hub.UntilAsync(
            Path, list => list.GetProperty("data").EnumerateArray().Any(one => Outcome(one) == "applied"));
        var id = received.GetProperty("data")[0].GetProperty("id").GetInt64();

        var problem = await (await hub.Owner.PostAsync($"/v1/received/{id}/items/0/retry", null)).JsonAsync(409);

        Assert.Equal("not_set_aside", Text(problem, "rule"));
        Assert.Equal(404, (int)(await hub.Owner.PostAsync($"/v1/received/{id}/items/7/retry", null)).StatusCode);
        Assert.Equal(404, (int)(await hub.Owner.PostAsync("/v1/received/99999/items/0/retry", null)).StatusCode);
        Assert.Equal(404, (int)(await hub.Owner.PostAsync("/v1/received/x/items/y/retry", null)).StatusCode);
    }

    [Fact]
    public async Task A_key_of_another_number_does_not_find_it()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Unreadable);
        var webhook = await SetAsideAsync(hub);
        using var other = hub.Client(await hub.KeyAsync("agent", ["read", "manage"], ["999000111222333"]));

        Assert.Equal(404, (int)(await other.PostAsync($"/v1/received/{webhook}/items/0/retry", null)).StatusCode);
    }

    private const string Unreadable = $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{TestHub.WabaId}}","changes":[
          {"field":"smb_message_echoes","value":{"messaging_product":"whatsapp",
           "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{TestHub.NumberId}}"},
           "message_echoes":[{"from":"15550783881","to":"16505551234","timestamp":"1750000000","type":"text",
            "text":{"body":"no id"} }]} }]}]}
        """;

    private static async Task<long> SetAsideAsync(TestHub hub)
    {
        var list = await hub.UntilAsync(
            Path, it => it.GetProperty("data").EnumerateArray().Any(one => Outcome(one) == "set_aside"));
        return list.GetProperty("data")[0].GetProperty("id").GetInt64();
    }

    private static string? Outcome(JsonElement webhook) => Text(webhook.GetProperty("items")[0], "outcome");

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
