using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What programs read and do through <c>/v1</c>.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task A_conversation_is_listed_read_taken_over_and_handed_back()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Message("wamid.1", "Hello?"));
        var list = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/conversations", it => it.GetProperty("data").GetArrayLength() == 1);
        var conversation = list.GetProperty("data")[0];
        var id = conversation.GetProperty("id").GetString();
        Assert.Equal("16505551234", conversation.GetProperty("contact").GetProperty("wa_id").GetString());
        Assert.Equal("Sheena Nelson", conversation.GetProperty("contact").GetProperty("name").GetString());
        Assert.Equal(1, conversation.GetProperty("unread").GetInt32());
        Assert.Equal("2025-06-08T20:59:43Z", conversation.GetProperty("last_message_at").GetString());
        Assert.Equal(
            "2025-06-09T20:59:43Z", conversation.GetProperty("window").GetProperty("open_until").GetString());
        Assert.Equal(JsonValueKind.Null, conversation.GetProperty("spoken_for_by").ValueKind);

        var messages = await hub.GetAsync($"/v1/conversations/{id}/messages");
        var message = messages.GetProperty("data")[0];
        Assert.Equal("in", message.GetProperty("direction").GetString());
        Assert.Equal("customer", message.GetProperty("origin").GetString());
        Assert.Equal("live", message.GetProperty("via").GetString());
        Assert.Equal("Hello?", message.GetProperty("content").GetProperty("text").GetProperty("body").GetString());
        Assert.Equal(
            ["customer", "app", "api"],
            message.GetProperty("visible_to").EnumerateArray().Select(end => end.GetString()));

        var taken = await (await hub.Owner.PostAsJsonAsync($"/v1/conversations/{id}/takeover", new { by = "Ana" }))
            .JsonAsync(200);
        Assert.Equal("Ana", taken.GetProperty("spoken_for_by").GetString());
        var back = await (await hub.Owner.PostAsync($"/v1/conversations/{id}/handback", null)).JsonAsync(200);
        Assert.Equal(JsonValueKind.Null, back.GetProperty("spoken_for_by").ValueKind);
        Assert.Equal(2, back.GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_messages_life_is_found_by_our_id_and_by_its_wamid()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Message("wamid.L", "Hello?"));
        await hub.PostAsync(Sample.Message("wamid.L", "Hello?"));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("pending").GetInt32() == 0);

        var life = await hub.GetAsync("/v1/messages/wamid.L/life");
        var same = await hub.GetAsync($"/v1/messages/{life.GetProperty("message").GetProperty("id").GetString()}/life");

        Assert.Equal(life.ToString(), same.ToString());
        var events = life.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["applied", "duplicate"], events.Select(it => it.GetProperty("outcome").GetString()));
        Assert.All(events, it => Assert.Equal("wamid.L", it.GetProperty("raw").GetProperty("id").GetString()));
        Assert.All(events, it => Assert.Equal("2025-06-08T20:59:43Z", it.GetProperty("event_time").GetString()));
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end_and_back()
    {
        await using var hub = await TestHub.StartAsync();
        for (var i = 0; i < 7; i++)
            await hub.PostAsync(Sample.Message($"wamid.{i}", $"{i}", at: 1_749_416_383 + i));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 7);
        var id = (await hub.GetAsync($"/v1/numbers/{TestHub.NumberId}/conversations"))
            .GetProperty("data")[0].GetProperty("id").GetString();

        var seen = new List<string?>();
        JsonElement page = default;
        for (var url = $"/v1/conversations/{id}/messages?limit=3"; url is not null;)
        {
            page = await hub.GetAsync(url);
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(it => it.GetProperty("wamid").GetString()));
            url = page.GetProperty("paging").GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"wamid.{i}"), seen);
        var before = page.GetProperty("paging").GetProperty("cursors").GetProperty("before").GetString();
        var back = await hub.GetAsync($"/v1/conversations/{id}/messages?limit=2&before={before}");
        Assert.Equal(
            ["wamid.4", "wamid.5"],
            back.GetProperty("data").EnumerateArray().Select(it => it.GetProperty("wamid").GetString()));
        var newest = await hub.GetAsync($"/v1/conversations/{id}/messages?limit=1&order=newest_first");
        Assert.Equal("wamid.6", newest.GetProperty("data")[0].GetProperty("wamid").GetString());
        var wrong = await (await hub.Owner.GetAsync($"/v1/conversations/{id}/messages?after=%25")).JsonAsync(400);
        Assert.Equal("urn:tandem:problem:invalid", wrong.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_send_is_taken_and_its_state_can_be_asked_for()
    {
        await using var hub = await TestHub.StartAsync();

        var answer = await hub.Owner.PostAsJsonAsync($"/v1/numbers/{TestHub.NumberId}/messages", new
        {
            messaging_product = "whatsapp",
            to = "16505551234",
            type = "text",
            text = new { body = "Hi" },
            tandem = new { idempotency_key = "a-1" },
        });
        var taken = await answer.JsonAsync(202);
        var send = await hub.UntilAsync(
            answer.Headers.Location!.ToString(), it => it.GetProperty("state").GetString() == "accepted");

        Assert.Equal(taken.GetProperty("id").GetString(), send.GetProperty("id").GetString());
        Assert.Equal("owner", send.GetProperty("sent_by").GetString());
        Assert.DoesNotContain("tandem", Assert.Single(hub.Graph.Calls).Text);
        var life = await hub.GetAsync($"/v1/messages/{send.GetProperty("message_id").GetString()}/life");
        Assert.Contains(life.GetProperty("data").EnumerateArray(), it => it.GetProperty("kind").GetString() == "send");
    }

    [Fact]
    public async Task A_held_bots_send_is_refused_with_who_and_until()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));
        await hub.PostAsync(Sample.Echo("wamid.2", "Yes, me"));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 1);

        var refused = await (await bot.PostAsJsonAsync($"/v1/numbers/{TestHub.NumberId}/messages", new
        {
            messaging_product = "whatsapp",
            to = "16505551234",
            type = "text",
            text = new { body = "Hi" },
        })).JsonAsync(409);

        Assert.Equal("urn:tandem:problem:held_by_human", refused.GetProperty("type").GetString());
        Assert.Equal("phone", refused.GetProperty("by").GetString());
        Assert.True(refused.TryGetProperty("until", out _));
        Assert.Empty(hub.Graph.Calls);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_document_of_a_stable_type()
    {
        await using var hub = await TestHub.StartAsync();
        foreach (var (path, status, type) in new (string, int, string)[]
        {
            ("/v1/nothing", 404, "not_found"),
            ("/v1/numbers/1", 404, "not_found"),
            ("/v1/conversations/9-9", 404, "not_found"),
            ("/v1/messages/wamid.none/life", 404, "not_found"),
            ("/v1/received", 400, "invalid"),
            ("/v1/numbers/106540352242922/conversations?limit=x", 400, "invalid"),
        })
        {
            var answer = await hub.Owner.GetAsync(path);

            var problem = await answer.JsonAsync(status);
            Assert.Equal("urn:tandem:problem:" + type, problem.GetProperty("type").GetString());
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_registration_says_what_is_wrong_with_it_and_never_repeats_a_secret()
    {
        await using var hub = await TestHub.StartAsync();
        var right = new Dictionary<string, object?>
        {
            ["phone_number_id"] = "1",
            ["waba_id"] = "2",
            ["display_phone_number"] = "+1 555",
            ["access_token"] = "canary",
            ["app_secret"] = "canary",
        };

        foreach (var (member, value) in new[]
        {
            ("phone_number_id", "+1 555"), ("waba_id", ""), ("access_token", ""), ("app_secret", ""), ("mode", "loud"),
            ("graph_base_url", "https://evil.example"), ("app_id", "x"),
        })
        {
            var wrong = new Dictionary<string, object?>(right) { [member] = value };
            var problem = await (await hub.Owner.PostAsJsonAsync("/v1/numbers", wrong)).JsonAsync(400);
            Assert.StartsWith(member + ":", problem.GetProperty("detail").GetString());
            Assert.DoesNotContain("canary", problem.ToString());
        }
    }

    [Fact]
    public async Task The_description_lists_what_there_is_and_no_page_needs_a_key()
    {
        await using var hub = await TestHub.StartAsync();

        var description = await (await hub.Anybody.GetAsync("/openapi/v1.json")).JsonAsync(200);

        Assert.True(description.GetProperty("paths").TryGetProperty("/v1/numbers/{phone_number_id}/ledger", out _));
        Assert.All(
            description.GetProperty("paths").EnumerateObject(),
            path => Assert.StartsWith("/v1/", path.Name));
        Assert.Equal(200, (int)(await hub.Anybody.GetAsync("/docs/v1")).StatusCode);
        Assert.Equal("ready", await hub.Anybody.GetStringAsync("/readyz"));
    }
}
