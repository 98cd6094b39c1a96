using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>An unmodified client of Meta's Cloud API at the hub's address.</summary>
public sealed class DropInTests
{
    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private const string Messages = $"/v25.0/{TestHub.NumberId}/messages";

    private static object Text(string to = "16505551234", string words = "Hello") =>
        new { messaging_product = "whatsapp", to, type = "text", text = new { body = words } };

    [Theory]
    [InlineData($"/v25.0/{TestHub.NumberId}/messages")]
    [InlineData($"/{TestHub.NumberId}/messages")]
    [InlineData($"/v17.0/{TestHub.NumberId}/messages/")]
    public async Task A_send_goes_out_once_with_the_numbers_token_and_our_mark(string path)
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));

        var answer = await (await bot.PostAsJsonAsync(path, Text())).JsonAsync(200);

        Assert.StartsWith("wamid.FAKE", answer.GetProperty("messages")[0].GetProperty("id").GetString());
        var call = Assert.Single(hub.Graph.Calls);
        Assert.Equal("Bearer " + TestHub.Token, call.Authorization);
        Assert.StartsWith(
            "td1:", JsonElement.Parse(call.Text).GetProperty("biz_opaque_callback_data").GetString());
    }

    [Fact]
    public async Task While_a_human_speaks_a_bot_is_refused_in_Metas_words_and_people_are_not()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));
        using var agent = hub.Client(await hub.KeyAsync("agent", ["send"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Is anybody there?", at: Now));
        await hub.PostAsync(Sample.Echo("wamid.2", "Yes, me"));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 2);

        var refused = await (await bot.PostAsJsonAsync(Messages, Text())).JsonAsync(400);
        var sent = await (await agent.PostAsJsonAsync(Messages, Text())).JsonAsync(200);

        Assert.Equal(
            Engine.Sending.DropIn.HeldSubcode, refused.GetProperty("error").GetProperty("error_subcode").GetInt32());
        Assert.NotEmpty(sent.GetProperty("messages").EnumerateArray());
        Assert.Single(hub.Graph.Calls);
    }

    [Fact]
    public async Task What_is_too_much_to_wait_is_refused_with_a_time_to_come_back()
    {
        await using var hub = await TestHub.StartAsync();
        using var campaign = hub.Client(await hub.KeyAsync("campaign", ["send"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Is anybody there?", at: Now));
        await hub.PostAsync(Sample.Echo("wamid.2", "Yes, me"));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 2);
        for (var n = 0; n < Domain.Identity.Conversation.MostQueued; n++)
            await (await campaign.PostAsJsonAsync($"/v1/numbers/{TestHub.NumberId}/messages", Text())).JsonAsync(202);

        var ours = await campaign.PostAsJsonAsync($"/v1/numbers/{TestHub.NumberId}/messages", Text());
        var metas = await campaign.PostAsJsonAsync(Messages, Text());

        Assert.Equal(5, ours.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(5, metas.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.EndsWith(":queue_full", (await ours.JsonAsync(429)).GetProperty("type").GetString());
        Assert.Equal(130429, (await metas.JsonAsync(429)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_same_idempotency_key_sends_once()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));
        bot.DefaultRequestHeaders.Add("Idempotency-Key", "order-17");

        var first = await (await bot.PostAsJsonAsync(Messages, Text())).JsonAsync(200);
        var second = await (await bot.PostAsJsonAsync(Messages, Text())).JsonAsync(200);

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Single(hub.Graph.Calls);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(0)]
    public async Task An_idempotency_key_that_cannot_be_honoured_is_refused_and_nothing_is_sent(int length)
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));
        bot.DefaultRequestHeaders.TryAddWithoutValidation("Idempotency-Key", new string('a', length));

        var error = (await (await bot.PostAsJsonAsync(Messages, Text())).JsonAsync(400)).GetProperty("error");

        Assert.Equal(100, error.GetProperty("code").GetInt32());
        Assert.StartsWith(
            "Idempotency-Key: must be one header of 1 to 255 characters",
            error.GetProperty("error_data").GetProperty("details").GetString());
        Assert.Empty(hub.Graph.Calls);
    }

    [Fact]
    public async Task What_Graph_refuses_is_answered_as_Graph_refused_it()
    {
        await using var hub = await TestHub.StartAsync();
        const string refusal = """
            {"error":{"message":"(#131030) Recipient phone number not in allowed list","type":"OAuthException",
            "code":131030,"fbtrace_id":"A1"}}
            """;
        hub.Graph.Answer = _ => (400, "application/json", refusal);

        var answer = await (await hub.Owner.PostAsJsonAsync(Messages, Text())).JsonAsync(400);

        Assert.Equal(131030, answer.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task What_could_cut_a_number_off_is_refused_even_to_the_owner()
    {
        await using var hub = await TestHub.StartAsync();
        foreach (var (method, path, code) in new (string, string, int)[]
        {
            ("POST", $"/v25.0/{TestHub.NumberId}/register", 10),
            ("POST", $"/v25.0/{TestHub.NumberId}/deregister", 10),
            ("POST", $"/v25.0/{TestHub.NumberId}/request_code", 10),
            ("POST", $"/v25.0/{TestHub.NumberId}/verify_code", 10),
            ("POST", $"/v25.0/{TestHub.NumberId}/smb_app_data", 10),
            ("POST", $"/v25.0/{TestHub.NumberId}", 10),
            ("POST", $"/v25.0/{TestHub.WabaId}/subscribed_apps", 10),
            ("DELETE", $"/v25.0/{TestHub.WabaId}/subscribed_apps", 10),
            ("POST", "/v25.0", 10),
            ("POST", "/", 10),
            ("GET", $"/v25.0/{TestHub.NumberId}/nothing_known", 2500),
            ("GET", "/v25.0/a/b/c/d", 2500),
            ("GET", "/v25.0/..%2fv1/numbers", 2500),
        })
        {
            var answer = await hub.Owner.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

            var error = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("error");
            Assert.True(error.GetProperty("code").GetInt32() == code, $"{method} {path}: {error}");
        }

        Assert.Empty(hub.Graph.Calls);
    }

    [Fact]
    public async Task Another_numbers_ids_look_as_if_they_did_not_exist()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync("222", "333");
        using var other = hub.Client(await hub.KeyAsync("bot", ["read", "send"], ["222"]));

        foreach (var id in new[] { TestHub.NumberId, TestHub.WabaId })
        {
            var answer = await (await other.GetAsync($"/v25.0/{id}")).JsonAsync(400);
            Assert.Equal(33, answer.GetProperty("error").GetProperty("error_subcode").GetInt32());
        }

        Assert.Empty(hub.Graph.Calls);
    }

    [Fact]
    public async Task The_next_page_of_a_list_is_at_the_hub_and_carries_no_token()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = _ => (200, "application/json", """
            {"data":[{"name":"x"}],"paging":{"cursors":{"after":"b"},
            "next":"https://graph.facebook.com/v25.0/1/message_templates?access_token=SECRET&limit=1&after=b"}}
            """);

        var list = await hub.GetAsync($"/v25.0/{TestHub.WabaId}/message_templates?limit=1");

        Assert.Equal(
            $"{hub.Host.Url}/v25.0/1/message_templates?limit=1&after=b",
            list.GetProperty("paging").GetProperty("next").GetString());
    }

    [Fact]
    public async Task A_file_is_uploaded_as_it_came()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = _ => (200, "application/json", """{"id":"42"}""");
        var file = new ByteArrayContent(new byte[5_000_000]) { Headers = { ContentType = new("image/png") } };
        using var upload = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { file, "file", "a.png" },
        };

        var answer = await (await hub.Owner.PostAsync($"/v25.0/{TestHub.NumberId}/media", upload)).JsonAsync(200);

        Assert.Equal("42", answer.GetProperty("id").GetString());
        var call = Assert.Single(hub.Graph.Calls);
        Assert.True(call.Body.Length > 5_000_000);
        Assert.Equal("multipart/form-data", MediaTypeHeaderValue.Parse(call.Type).MediaType);
    }

    [Fact]
    public async Task A_read_mark_is_passed_on_and_a_held_bots_typing_is_not()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Is anybody there?", at: Now));
        await hub.PostAsync(Sample.Echo("wamid.2", "Yes, me"));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 2);

        var answer = await (await bot.PostAsJsonAsync(Messages, new
        {
            messaging_product = "whatsapp",
            status = "read",
            message_id = "wamid.1",
            typing_indicator = new { type = "text" },
        })).JsonAsync(200);

        Assert.Equal("wamid.FAKE1", answer.GetProperty("messages")[0].GetProperty("id").GetString());
        Assert.DoesNotContain("typing_indicator", Assert.Single(hub.Graph.Calls).Text);
    }

    [Fact]
    public async Task A_send_that_is_a_form_or_a_query_is_a_send()
    {
        await using var hub = await TestHub.StartAsync();
        var fields = new Dictionary<string, string>
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = "16505551234",
            ["type"] = "text",
            ["text"] = """{"body":"Hello"}""",
            ["access_token"] = hub.OwnerKey,
        };

        await (await hub.Anybody.PostAsync(Messages, new FormUrlEncodedContent(fields))).JsonAsync(200);

        Assert.DoesNotContain(hub.OwnerKey, Assert.Single(hub.Graph.Calls).Text);
    }

    [Fact]
    public async Task Refusals_have_Metas_envelope()
    {
        await using var hub = await TestHub.StartAsync();
        using var reader = hub.Client(await hub.KeyAsync("bot", ["read"]));
        using var stranger = hub.Client("nobody's");

        var none = await (await hub.Anybody.PostAsJsonAsync(Messages, Text())).JsonAsync(401);
        var wrong = await (await stranger.PostAsJsonAsync(Messages, Text())).JsonAsync(401);
        var scope = await (await reader.PostAsJsonAsync(Messages, Text())).JsonAsync(403);
        var bad = await (await hub.Owner.PostAsync(Messages, new StringContent("not json"))).JsonAsync(400);

        Assert.Equal(
            [104, 190, 10, 100],
            new[] { none, wrong, scope, bad }.Select(it => it.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Empty(hub.Graph.Calls);
    }
}
