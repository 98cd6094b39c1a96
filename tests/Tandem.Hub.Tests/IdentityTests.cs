using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>People say who is whom over the API: a split, a merge, a search by any name.</summary>
public sealed class IdentityTests
{
    private const string Number = $"/v1/numbers/{TestHub.NumberId}";
    private const string UserId = "US.13491208655302741918";

    [Fact]
    public async Task A_person_splits_and_joins_and_everybody_is_found_by_any_name()
    {
        await using var hub = await TestHub.StartAsync();
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Hello"));
        await hub.PostAsync(Sample.Message("wamid.2", "Hello").Replace(
            "\"from\"", $"\"from_user_id\":\"{UserId}\",\"from\"", StringComparison.Ordinal));
        await hub.UntilAsync($"{Number}/ledger", it => it.GetProperty("pending").GetInt32() == 0);
        var one = await SingleAsync(agent, "%2B16505551234");
        Assert.Equal(Id(one), Id(await SingleAsync(agent, UserId)));
        Assert.Equal(
            ["wa_id", "user_id"],
            one.GetProperty("contact").GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kind")
                .GetString()));

        var split = await (await agent.PostAsJsonAsync($"/v1/conversations/{Id(one)}/split", new { key = UserId }))
            .JsonAsync(200);
        var part = split.GetProperty("part");
        Assert.Equal(Id(part), Id(await SingleAsync(agent, UserId)));
        Assert.Equal("wamid.2", await OnlyMessageAsync(agent, Id(part)));
        Assert.Equal("wamid.1", await OnlyMessageAsync(agent, Id(one)));
        Assert.Equal("split", part.GetProperty("identity")[0].GetProperty("kind").GetString());

        var merged = await (await agent.PostAsJsonAsync(
            $"/v1/conversations/{Id(part)}/merge", new { with = Id(one) })).JsonAsync(200);
        var merge = Assert.Single(merged.GetProperty("merges").EnumerateArray());
        Assert.Equal("person", merge.GetProperty("cause").GetString());
        var again = await (await agent.PostAsJsonAsync(
            $"/v1/conversations/{Id(part)}/split", new { merge = merge.GetProperty("id").GetString() }))
            .JsonAsync(200);
        Assert.Equal(Id(part), Id(again.GetProperty("part")));
    }

    [Fact]
    public async Task Each_mistake_says_what_to_do_instead()
    {
        await using var hub = await TestHub.StartAsync();
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send"]));
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        using var stranger = hub.Client(await hub.KeyAsync("agent", ["read", "send"], ["1"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Hello"));
        await hub.UntilAsync($"{Number}/ledger", it => it.GetProperty("pending").GetInt32() == 0);
        var id = Id(await SingleAsync(agent, "+1 (650) 555-1234"));

        await RefusedAsync(bot, $"/v1/conversations/{id}/split", new { key = UserId }, 403);
        await RefusedAsync(bot, $"/v1/conversations/{id}/merge", new { with = id }, 403);
        await RefusedAsync(stranger, $"/v1/conversations/{id}/split", new { key = UserId }, 404);
        await RefusedAsync(agent, $"/v1/conversations/{id}/split", new { }, 400);
        await RefusedAsync(agent, $"/v1/conversations/{id}/split", new { key = UserId, merge = "1-1" }, 400);
        await RefusedAsync(agent, $"/v1/conversations/{id}/split", new { key = "Ana" }, 400);
        await RefusedAsync(agent, $"/v1/conversations/{id}/split", new { key = UserId }, 409);
        await RefusedAsync(agent, $"/v1/conversations/{id}/split", new { key = "+16505551234" }, 409);
        await RefusedAsync(agent, $"/v1/conversations/{id}/split", new { merge = id }, 409);
        await RefusedAsync(agent, $"/v1/conversations/{id}/merge", new { with = "1-999" }, 400);
        await RefusedAsync(agent, $"/v1/conversations/{id}/merge", new { }, 400);
        Assert.Equal(400, (int)(await agent.GetAsync($"{Number}/conversations?contact=%3F")).StatusCode);
        Assert.Single((await hub.GetAsync($"{Number}/conversations")).GetProperty("data").EnumerateArray());
    }

    private static async Task RefusedAsync(HttpClient client, string path, object body, int status)
    {
        var problem = await (await client.PostAsJsonAsync(path, body)).JsonAsync(status);
        Assert.StartsWith("urn:tandem:problem:", problem.GetProperty("type").GetString());
    }

    private static string Id(JsonElement conversation) => conversation.GetProperty("id").GetString()!;

    private static async Task<JsonElement> SingleAsync(HttpClient client, string contact)
    {
        var list = await (await client.GetAsync(
            $"{Number}/conversations?contact={Uri.EscapeDataString(Uri.UnescapeDataString(contact))}")).JsonAsync(200);
        return Assert.Single(list.GetProperty("data").EnumerateArray());
    }

    private static async Task<string?> OnlyMessageAsync(HttpClient client, string conversation)
    {
        var list = await (await client.GetAsync($"/v1/conversations/{conversation}/messages")).JsonAsync(200);
        return Assert.Single(list.GetProperty("data").EnumerateArray()).GetProperty("wamid").GetString();
    }
}
