using System.Net.Http.Json;
using System.Text;
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
    public async Task What_cannot_be_read_is_named_with_its_rule()
    {
        await using var hub = await TestHub.StartAsync();
        var list = $"/v1/numbers/{TestHub.NumberId}/conversations";
        foreach (var (path, member) in new[]
        {
            (list + "?limit=x", "limit: "), (list + "?limit=0", "limit: "), (list + "?limit=501", "limit: "),
            (list + "?limit=-1", "limit: "), (list + "?limit=", "limit: "), (list + "?order=asc", "order: "),
            ($"/v1/numbers/{TestHub.NumberId}/queue?limit=501", "limit: "),
            ($"/v1/received?owner={TestHub.NumberId}&order=desc", "order: "),
        })
        {
            var problem = await (await hub.Owner.GetAsync(path)).JsonAsync(400);
            Assert.StartsWith(member + "must be", problem.GetProperty("detail").GetString());
        }

        foreach (var (body, place) in new[]
        {
            ("""{"sender":"x","role":"bot","scopes":"canary"}""", "scopes: "), ("""{"sender":canary}""", "sender: "),
            ("canary", "The body is no JSON object: look at line 1, byte "),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var problem = await (await hub.Owner.PostAsync("/v1/keys", content)).JsonAsync(400);
            Assert.StartsWith(place, problem.GetProperty("detail").GetString());
            Assert.DoesNotContain("canary", problem.ToString());
        }

        await (await hub.Owner.GetAsync(list + "?limit=500&order=oldest_first")).JsonAsync(200);
    }

    [Fact]
    public async Task The_bytes_of_a_webhook_are_shown_only_to_who_sees_every_account_in_it()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync("222", "333");
        using var one = hub.Client(await hub.KeyAsync("agent", ["read"], [TestHub.NumberId]));
        foreach (var (account, isSeen) in new[] { (TestHub.WabaId, true), ("333", false), ("404", false) })
        {
            var update = $$$"""
                {"id":"{{{account}}}","changes":[{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}]}
                """;
            await hub.PostAsync(Sample.Message("wamid." + account, "hello").Replace("}}]}]}", $"}}}}]}},{update}]}}"));
            await hub.UntilAsync(
                $"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("pending").GetInt32() == 0);

            Assert.Equal(isSeen, await ShowsBytesAsync(one));
            Assert.True(await ShowsBytesAsync(hub.Owner));
        }

        static async Task<bool> ShowsBytesAsync(HttpClient client)
        {
            var list = await (await client.GetAsync($"/v1/received?owner={TestHub.NumberId}")).JsonAsync(200);
            return list.GetProperty("data")[0].GetProperty("body_base64").ValueKind == JsonValueKind.String;
        }
    }

    [Fact]
    public async Task A_person_who_signed_in_reads_the_description_and_anybody_else_is_asked_to()
    {
        await using var hub = await TestHub.StartAsync();
        var signedIn = await hub.Anybody.GetAsync(hub.Host.NewConsoleLink());
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie")).Split(';')[0];

        foreach (var path in new[] { "/docs/v1", "/openapi/v1.json" })
        {
            Assert.Equal(200, await StatusAsync(path, ("Cookie", cookie)));
            Assert.Equal(401, await StatusAsync(path, ("Accept", "*/*")));
            Assert.Equal(302, await StatusAsync(path, ("Accept", "text/html,*/*;q=0.8")));
        }

        async Task<int> StatusAsync(string path, (string Name, string Value) header)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(header.Name, header.Value);
            return (int)(await hub.Anybody.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task The_description_lists_what_there_is()
    {
        await using var hub = await TestHub.StartAsync();

        var description = await (await hub.Owner.GetAsync("/openapi/v1.json")).JsonAsync(200);

        Assert.True(description.GetProperty("paths").TryGetProperty("/v1/numbers/{phone_number_id}/ledger", out _));
        Assert.All(
            description.GetProperty("paths").EnumerateObject(),
            path => Assert.StartsWith("/v1/", path.Name));
        var limit = description.GetProperty("paths").GetProperty("/v1/conversations/{id}/messages").GetProperty("get")
            .GetProperty("parameters").EnumerateArray().Single(it => it.GetProperty("name").GetString() == "limit");
        Assert.Equal("integer", limit.GetProperty("schema").GetProperty("type").GetString());
        Assert.Equal("ready", await hub.Anybody.GetStringAsync("/readyz"));
    }
}
