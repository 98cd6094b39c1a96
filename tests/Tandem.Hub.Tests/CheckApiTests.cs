using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Tandem.Domain.Mirroring;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What the preflight says through the API, and that it does nothing.</summary>
public sealed class CheckApiTests
{
    private const string Customer = "16505551234";

    [Fact]
    public async Task A_text_goes_while_the_window_is_open_and_not_before()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub);
        var before = await CheckAsync(hub.Owner, Text());
        await SpeakAsync(hub);

        var after = await CheckAsync(hub.Owner, Text());

        Assert.Equal(("no", "nothing", false), Sum(before));
        var late = Finding(before, "window_closed");
        Assert.Contains("hello_world (en_US)", late.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("asleep", late.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(("go", "chat", true), Sum(after));
        Assert.Empty(after.GetProperty("findings").EnumerateArray());
        Assert.DoesNotContain(hub.Graph.Calls, call => call.Method == "POST");
    }

    [Fact]
    public async Task A_hold_is_judged_by_the_role_of_who_asks()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub);
        await SpeakAsync(hub);
        await hub.PostAsync(Sample.Echo("wamid.E", "I take this", at: Now()));
        await UntilHeldAsync(hub);
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));
        using var campaign = hub.Client(await hub.KeyAsync("campaign", ["send"]));

        var refused = await CheckAsync(bot, Text());
        var waits = await CheckAsync(campaign, Text());

        Assert.Equal("no", Sum(refused).May);
        Assert.NotEqual(default, Finding(refused, "held_by_human").GetProperty("until").GetDateTimeOffset());
        Assert.Equal("wait", Sum(waits).May);
        Assert.Equal("go", Sum(await CheckAsync(hub.Owner, Text())).May);
    }

    [Theory]
    [InlineData("video", "video/mp4", 20_000_000, "file_too_large", "document")]
    [InlineData("image", "image/webp", 20_000, "file_unfit", "sticker")]
    [InlineData("audio", "audio/wav", 20_000, "file_type", "OGG")]
    [InlineData("document", "video/mp4", 200_000_000, "file_too_large", "link")]
    public async Task A_file_that_does_not_fit_is_refused_with_what_to_do(
        string type, string mime, long bytes, string code, string remedy)
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub, mime, bytes);
        await SpeakAsync(hub);

        var verdict = await CheckAsync(hub.Owner, Media(type, "id", "1166846181421424"));

        var finding = Finding(verdict, code);
        Assert.Equal(("no", type), (Sum(verdict).May, finding.GetProperty("field").GetString()));
        Assert.Contains(remedy, finding.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_nobody_looked_at_goes_with_a_warning_and_its_link_is_not_called()
    {
        await using var hub = await TestHub.StartAsync();
        await using var elsewhere = await FakeGraph.StartAsync();
        Serve(hub);
        await SpeakAsync(hub);

        var verdict = await CheckAsync(hub.Owner, Media("image", "link", $"{elsewhere.Url}/a.jpg"));

        Assert.Equal("go", Sum(verdict).May);
        Assert.Equal("warns", Finding(verdict, "file_unmeasured").GetProperty("weight").GetString());
        Assert.Empty(elsewhere.Calls);
    }

    [Theory]
    [InlineData("hello_world", "en_US", "go", null)]
    [InlineData("hello_world", "de", "no", "template_unknown")]
    [InlineData("asleep", "en_US", "no", "template_unusable")]
    public async Task A_template_needs_no_window_and_must_be_usable(
        string name, string language, string may, string? code)
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub);

        var verdict = await CheckAsync(hub.Owner, new
        {
            messaging_product = "whatsapp",
            to = Customer,
            type = "template",
            template = new { name, language = new { code = language } },
        });

        Assert.Equal(may, Sum(verdict).May);
        if (code is not null)
            Finding(verdict, code);
    }

    [Fact]
    public async Task Many_are_checked_at_once_phones_too_and_each_keeps_its_place()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub);
        await SpeakAsync(hub);

        var verdicts = await CheckAllAsync(
            hub.Owner,
            new { side = "app", kind = "sticker" },
            new { side = "app", kind = "broadcast_list" },
            new { messaging_product = "whatsapp", to = Customer, text = new { } },
            Text(),
            new { messaging_product = "whatsapp", recipient_type = "group", to = "G1", text = new { body = "Hi" } });

        Assert.Equal(["go", "no", "no", "go", "no"], verdicts.Select(one => Sum(one).May));
        Assert.Equal("echo", Sum(verdicts[0]).Mirrored);
        Finding(verdicts[0], "unproved");
        Assert.Contains("template", Finding(verdicts[1], "barred").GetProperty("remedy").GetString());
        Finding(verdicts[2], "malformed");
        Finding(verdicts[4], "barred");
    }

    [Fact]
    public async Task Of_a_private_conversation_nothing_is_said_but_that_it_is_one()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub);
        await SpeakAsync(hub);
        await (await hub.Owner.PutAsJsonAsync(
            $"/v1/numbers/{TestHub.NumberId}/private",
            new { contacts = new[] { $"+{Customer}", "+16505550199" }, @private = true })).JsonAsync(200);
        using var bot = hub.Client(await hub.KeyAsync("bot", ["send"]));

        foreach (var to in new[] { Customer, "16505550199" }) // the one has written, the other has not
        {
            var findings = (await CheckAsync(bot, Text(to))).GetProperty("findings");
            Assert.Equal("private", Assert.Single(findings.EnumerateArray()).GetProperty("code").GetString());
        }

        Assert.Equal("go", Sum(await CheckAsync(hub.Owner, Text())).May);
    }

    [Fact]
    public async Task Graph_that_does_not_answer_leaves_the_rest_of_the_verdict()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = seen => seen.Method == "GET" ? (500, "text/plain", "no") : null;

        var verdict = await CheckAsync(hub.Owner, Media("image", "id", "1166846181421424"));

        Assert.Equal("no", Sum(verdict).May);
        Finding(verdict, "window_closed");
        Finding(verdict, "file_unmeasured");
    }

    [Fact]
    public async Task A_key_checks_for_its_own_numbers_only()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync("999000111222333", "777");
        using var foreigner = hub.Client(await hub.KeyAsync("agent", ["send"], ["999000111222333"]));

        var answer = await foreigner.PostAsJsonAsync(
            "/v1/check", new { phone_number_id = TestHub.NumberId, messages = new[] { Text() } });

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("no", Sum(await CheckAsync(foreigner, Text())).May); // its own, where nobody has written
    }

    [Theory]
    [InlineData("""[]""", 400)]
    [InlineData("""{"messages":[]}""", 400)]
    [InlineData("""{"phone_number_id":"1","messages":[{}]}""", 404)]
    [InlineData("""{"messages":[7]}""", 200)]
    public async Task What_cannot_be_asked_says_so(string body, int status)
    {
        await using var hub = await TestHub.StartAsync();

        var answer = await hub.Owner.PostAsync(
            "/v1/check", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public void Every_finding_is_in_the_docs()
    {
        var docs = File.ReadAllText(Repository.PathTo("docs", "checks.md"));
        var codes = typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.Contains($"| `{code}` |", docs, StringComparison.Ordinal));
    }

    private static async Task SpeakAsync(TestHub hub)
    {
        await hub.PostAsync(Sample.Message("wamid.1", "Hello", Customer, Now()));
        await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/conversations",
            list => list.GetProperty("data").GetArrayLength() > 0);
    }

    private static Task<JsonElement> UntilHeldAsync(TestHub hub) => hub.UntilAsync(
        $"/v1/numbers/{TestHub.NumberId}/conversations",
        list => list.GetProperty("data")[0].GetProperty("spoken_for_by").GetString() == "phone");

    private static void Serve(TestHub hub, string mime = "image/jpeg", long bytes = 1000) =>
        hub.Graph.Answer = seen => seen.Path.EndsWith("/message_templates", StringComparison.Ordinal)
            ? (200, "application/json", """
                {"data":[{"name":"hello_world","language":"en_US","status":"APPROVED","category":"UTILITY"},
                 {"name":"asleep","language":"en_US","status":"PAUSED","category":"MARKETING"}]}
                """)
            : seen.Path.EndsWith("/1166846181421424", StringComparison.Ordinal)
            ? (200, "application/json", $$"""
                {"url":"https://x.invalid/","mime_type":"{{mime}}","file_size":{{bytes}},"id":"1166846181421424"}
                """)
            : null;

    private static object Text(string to = Customer) =>
        new { messaging_product = "whatsapp", to, type = "text", text = new { body = "Hi" } };

    private static object Media(string type, string by, string what) => new Dictionary<string, object>
    {
        ["messaging_product"] = "whatsapp",
        ["to"] = Customer,
        ["type"] = type,
        [type] = new Dictionary<string, string> { [by] = what },
    };

    private static async Task<JsonElement> CheckAsync(HttpClient client, object body) =>
        (await (await client.PostAsJsonAsync("/v1/check", body)).JsonAsync(200)).GetProperty("data")[0];

    private static async Task<List<JsonElement>> CheckAllAsync(HttpClient client, params object[] messages)
    {
        var answer = await client.PostAsJsonAsync(
            "/v1/check", new { phone_number_id = TestHub.NumberId, messages });
        return [.. (await answer.JsonAsync(200)).GetProperty("data").EnumerateArray()];
    }

    private static JsonElement Finding(JsonElement verdict, string code) => Assert.Single(
        verdict.GetProperty("findings").EnumerateArray(), one => one.GetProperty("code").GetString() == code);

    private static (string? May, string? Mirrored, bool IsReceived) Sum(JsonElement verdict) => (
        verdict.GetProperty("may").GetString(), verdict.GetProperty("mirrored").GetString(),
        verdict.GetProperty("received").GetBoolean());

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
