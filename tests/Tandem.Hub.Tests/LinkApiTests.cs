using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>The link of a number, as people and programs see and move it.</summary>
public sealed class LinkApiTests
{
    private const string Path = $"/v1/numbers/{TestHub.NumberId}";

    [Fact]
    public async Task A_sync_is_asked_for_once_and_the_second_time_is_refused_with_rule_and_remedy()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = seen => seen.Path.EndsWith("/smb_app_data", StringComparison.Ordinal)
            ? (200, "application/json", """{"messaging_product":"whatsapp","request_id":"REQ-77"}""")
            : null;

        var taken = await (await SyncAsync(hub, "history")).JsonAsync(202);
        var known = await hub.UntilAsync(Path, number => StateOf(number, "history") == "accepted");
        var refused = await (await SyncAsync(hub, "history")).JsonAsync(409);

        Assert.True(Text(taken, "state") is "asked" or "accepted", $"{taken}");
        var sync = known.GetProperty("link").GetProperty("sync").GetProperty("history");
        Assert.Equal("REQ-77", Text(sync, "request_id"));
        Assert.Equal("sync_once", Text(sync, "forbidden"));
        Assert.NotEqual("", Text(sync, "requested_by"));
        Assert.Equal(("what", "sync_once"), (Text(refused, "field"), Text(refused, "rule")));
        Assert.NotEqual("", Text(refused, "remedy"));
        var call = Assert.Single(
            hub.Graph.Calls, one => one.Path.EndsWith("/smb_app_data", StringComparison.Ordinal));
        Assert.Contains("\"sync_type\":\"history\"", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Meta_refuses_is_shown_with_its_code()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = seen => seen.Path.EndsWith("/smb_app_data", StringComparison.Ordinal)
            ? (400, "application/json",
                """{"error":{"message":"Synchronization request made outside of allowed time window","code":4}}""")
            : null;

        await SyncAsync(hub, "contacts");
        var known = await hub.UntilAsync(Path, number => StateOf(number, "contacts") == "late");
        var refused = await (await SyncAsync(hub, "contacts")).JsonAsync(409);

        Assert.Equal("sync_too_late", Text(refused, "rule"));
        Assert.Equal(
            2593108,
            known.GetProperty("link").GetProperty("sync").GetProperty("contacts").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Programs_and_wrong_words_are_refused()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send", "manage"]));
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send"]));

        Assert.Equal(403, (int)(await bot.PostAsJsonAsync($"{Path}/sync", new { what = "history" })).StatusCode);
        Assert.Equal(403, (int)(await agent.PostAsJsonAsync($"{Path}/sync", new { what = "history" })).StatusCode);
        var problem = await (await SyncAsync(hub, "everything")).JsonAsync(400);
        Assert.Contains("what: must be contacts or history", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await hub.Owner.PostAsJsonAsync("/v1/numbers/9/sync", new { what = "x" })).StatusCode);
    }

    [Fact]
    public async Task A_removal_is_checked_with_Meta_and_its_answer_is_shown()
    {
        await using var hub = await StartJoinedAsync();
        hub.Graph.Answer = IsNode("NOT_APPLICABLE", "DISCONNECTED");

        await hub.PostAsync(Removed);
        var number = await hub.UntilAsync(
            Path, it => Answer(it) == "confirmed" && Text(it.GetProperty("link"), "state") == "removed");

        var link = number.GetProperty("link");
        Assert.Equal(("removed", "PRIMARY_INACTIVITY"), (Text(link, "state"), Text(link, "reason")));
        var meta = link.GetProperty("meta");
        Assert.Equal(("parted", "parted"), (Text(meta, "cause"), Text(meta, "says")));
        Assert.NotNull(Text(meta, "next_at"));
        Assert.NotEmpty(hub.Graph.Questions);
        var spots = (await hub.GetAsync($"{Path}/blind-spots")).GetProperty("data");
        Assert.Equal("phone_while_parted", Text(spots[0], "code"));
    }

    [Fact]
    public async Task A_person_may_ask_Meta_at_any_time()
    {
        await using var hub = await StartJoinedAsync();

        Assert.Equal(202, (int)(await hub.Owner.PostAsync($"{Path}/link/ask", null)).StatusCode);
        var number = await hub.UntilAsync(Path, it => Answer(it) == "confirmed");

        Assert.Equal("2025-11-20T08:00:00Z", Text(number.GetProperty("link"), "onboarded_at"));
        Assert.Equal("over", StateOf(number, "history"));
    }

    [Fact]
    public async Task A_send_to_a_number_whose_link_is_gone_says_so_and_does_not_leave()
    {
        await using var hub = await StartJoinedAsync();
        hub.Graph.Answer = IsNode("NOT_APPLICABLE", "DISCONNECTED");
        await hub.PostAsync(Removed);
        await hub.UntilAsync(Path, it => Text(it.GetProperty("link"), "state") == "removed");

        var answer = await hub.Owner.PostAsync(
            $"/v25.0/{TestHub.NumberId}/messages",
            new StringContent(
                """{"messaging_product":"whatsapp","to":"16505551234","type":"text","text":{"body":"Hi"}}""",
                Encoding.UTF8, "application/json"));

        var error = (await answer.JsonAsync(400)).GetProperty("error");
        Assert.Equal(133010, error.GetProperty("code").GetInt32());
        Assert.DoesNotContain(hub.Graph.Calls, call => call.Path.EndsWith("/messages", StringComparison.Ordinal));
    }

    private const string Removed = $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{TestHub.WabaId}}","time":1763970000,"changes":[
          {"field":"account_update","value":{"phone_number":"15550783881","event":"PARTNER_REMOVED",
           "disconnection_info":{"reason":"PRIMARY_INACTIVITY","initiated_by":"SYSTEM"} } }]}]}
        """;

    // Registering asks Meta: what a test says later is no answer to that.
    private static async Task<TestHub> StartJoinedAsync()
    {
        var hub = await TestHub.StartAsync();
        hub.Graph.Answer = IsNode("CLOUD_API", "CONNECTED");
        await hub.UntilAsync(Path, it => Answer(it) is not null);
        return hub;
    }

    private static Func<Seen, (int, string, string)?> IsNode(string platform, string status) => seen =>
        seen.Method == "GET" && seen.Query.Contains("platform_type", StringComparison.Ordinal)
            ? (200, "application/json",
                $$"""
                {"id":"{{TestHub.NumberId}}","platform_type":"{{platform}}","status":"{{status}}",
                 "is_on_biz_app":true,"last_onboarded_time":"2025-11-20T08:00:00+0000"}
                """)
            : null;

    private static Task<HttpResponseMessage> SyncAsync(TestHub hub, string what) =>
        hub.Owner.PostAsJsonAsync($"{Path}/sync", new { what });

    private static string? StateOf(JsonElement number, string sync) =>
        Text(number.GetProperty("link").GetProperty("sync").GetProperty(sync), "state");

    private static string? Answer(JsonElement number) =>
        number.GetProperty("link").GetProperty("meta") is { ValueKind: JsonValueKind.Object } meta
            ? Text(meta, "answer")
            : null;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
