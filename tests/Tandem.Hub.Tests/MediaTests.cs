using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Media and lists are fetched through the hub, at addresses that lead back to it.</summary>
public sealed class MediaTests
{
    [Fact]
    public async Task Media_is_looked_up_and_fetched_through_the_hub_within_the_keys_numbers()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = seen => seen.Path switch
        {
            "/v25.0/1037543291543636" when seen.Query.Contains($"phone_number_id={TestHub.NumberId}") =>
                (200, "application/json", $$"""
                    {"messaging_product":"whatsapp","url":"{{hub.Graph.Url}}/bytes?mid=1","id":"1037543291543636"}
                    """),
            "/bytes" => (200, "image/png", "the bytes"),
            _ => (400, "application/json", """{"error":{"message":"no","type":"x","code":100,"error_subcode":33}}"""),
        };

        var info = await (await hub.Owner.GetAsync("/v25.0/1037543291543636")).JsonAsync(200);
        var bytes = await hub.Owner.GetAsync(info.GetProperty("url").GetString());

        Assert.StartsWith(hub.Host.Url + "/media/", info.GetProperty("url").GetString());
        Assert.Equal("the bytes", await bytes.Content.ReadAsStringAsync());
        Assert.Contains("sandbox", bytes.Headers.GetValues("Content-Security-Policy").Single());
        await (await hub.Owner.GetAsync("/v25.0/555")).JsonAsync(400);
        Assert.Equal(401, (int)(await hub.Anybody.GetAsync(info.GetProperty("url").GetString())).StatusCode);
        using var sender = hub.Client(await hub.KeyAsync("bot", ["send"]));
        using var reader = hub.Client(await hub.KeyAsync("bot", ["read"]));
        var refused = await (await sender.GetAsync(info.GetProperty("url").GetString())).JsonAsync(403);
        Assert.Contains(
            "scope 'read'", refused.GetProperty("error").GetProperty("error_data").GetProperty("details").GetString());
        Assert.Equal("the bytes", await reader.GetStringAsync(info.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task A_numbers_token_is_not_taken_to_a_host_that_is_not_Metas()
    {
        await using var hub = await TestHub.StartAsync();
        await using var elsewhere = await FakeGraph.StartAsync();
        hub.Graph.Answer = _ => (200, "application/json", $$"""{"url":"{{elsewhere.Url}}/bytes","id":"1"}""");

        var bytes = await hub.Owner.GetAsync($"/media/{TestHub.NumberId}/1");

        Assert.Equal(404, (int)bytes.StatusCode);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task Behind_a_proxy_addresses_begin_as_the_world_knows_the_hub()
    {
        await using var hub = await TestHub.StartAsync(options => options with
        {
            PublicUrl = "https://hub.example.com",
        });
        hub.Graph.Answer = seen => (200, "application/json", seen.Path.EndsWith("/555", StringComparison.Ordinal)
            ? $$"""{"url":"{{hub.Graph.Url}}/bytes","id":"555"}"""
            : """{"data":[],"paging":{"next":"https://graph.facebook.com/v25.0/1/message_templates?after=b"}}""");
        for (var i = 0; i < 2; i++)
            await hub.PostAsync(Sample.Message($"wamid.{i}", "hello", from: $"1650555123{i}"));

        var media = await hub.GetAsync("/v25.0/555");
        var theirs = await hub.GetAsync($"/v25.0/{TestHub.WabaId}/message_templates");
        var ours = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/conversations?limit=1", it => Next(it) is not null);

        Assert.Equal(
            $"https://hub.example.com/media/{TestHub.NumberId}/555", media.GetProperty("url").GetString());
        Assert.Equal("https://hub.example.com/v25.0/1/message_templates?after=b", Next(theirs));
        Assert.StartsWith("https://hub.example.com/v1/numbers/", Next(ours));

        static string? Next(JsonElement list) => list.GetProperty("paging").GetProperty("next").GetString();
    }
}
