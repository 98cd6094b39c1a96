using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

/// <summary>Switches, profiles and the live feed.</summary>
public sealed class WorldTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Switches_are_read_and_patched_by_name_in_seconds()
    {
        var before = (await _stage.GetAsync("/_emulator/switches")).Json.AsObject();
        Assert.Equal(20, (int)before["messages_per_second"]!);
        Assert.Equal(20, (int)before["webhook_timeout"]!);
        Assert.Equal(0.001, (double)before["webhook_latency"]!["min"]!);
        Assert.Equal("answer", (string?)before["window_refusal"]);
        Assert.False(before.ContainsKey("seed") || before.ContainsKey("accounts") || before.ContainsKey("base_url"));

        var after = await _stage.PatchAsync("/_emulator/switches", new
        {
            messages_per_second = (int?)null,
            webhook_timeout = 1.5,
            webhook_latency = new { min = 1, max = 2, tail_chance = 0.1, tail_max = 60 },
            retry_waits = new[] { 1.5, 2 },
            window_refusal = "status",
        });

        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Null(after.Json["messages_per_second"]);
        Assert.Equal(
            """{"min":1,"max":2,"tail_chance":0.1,"tail_max":60}""", after.Json["webhook_latency"]!.ToJsonString());
        Assert.Equal("[1.5,2]", after.Json["retry_waits"]!.ToJsonString());
        var others = before.Where(entry => after.Json[entry.Key]?.ToJsonString() != entry.Value?.ToJsonString());
        Assert.Equal(
            ["messages_per_second", "retry_waits", "webhook_latency", "webhook_timeout", "window_refusal"],
            others.Select(entry => entry.Key).Order());
        Assert.Single(await _stage.LedgerAsync("world_changed"));
    }

    [Theory]
    [InlineData("""{"webhook_timeuot":1}""", "webhook_timeuot", "did you mean webhook_timeout?")]
    [InlineData("""{"webhook_timeout":"1s"}""", "webhook_timeout", "a number of seconds")]
    [InlineData("""{"webhook_timeout":0}""", "webhook_timeout", "at least 0.01 seconds")]
    [InlineData("""{"webhook_timeout":null}""", "webhook_timeout", "a number of seconds")]
    [InlineData("""{"read_chance":2}""", "read_chance", "from 0, never, to 1")]
    [InlineData("""{"window_refusal":"never"}""", "window_refusal", "one of answer, status")]
    [InlineData("""{"messages_per_second":0}""", "messages_per_second", "at least 1")]
    [InlineData("""{"graph_latency":5}""", "graph_latency", "min, max")]
    [InlineData("""{"retry_waits":[]}""", "retry_waits", "at least one wait")]
    [InlineData("""{"retry_waits":[1,-1]}""", "retry_waits[1]", "a number of seconds")]
    [InlineData("""{"seed":1}""", "seed", "when a world begins")]
    [InlineData("""[1]""", "body", "a JSON object of switches by name")]
    public async Task A_switch_that_cannot_be_set_is_named_with_rule_and_remedy(string patch, string field, string hint)
    {
        var refused = await _stage.AskAsync(HttpMethod.Patch, "/_emulator/switches", Json(patch));

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, (string?)refused.Json["field"]));
        Assert.Contains(hint, (string?)refused.Json["detail"]);
        Assert.Empty(await _stage.LedgerAsync("world_changed"));
    }

    [Fact]
    public async Task All_mistakes_of_a_patch_are_told_at_once_and_nothing_is_changed()
    {
        var refused = await _stage.PatchAsync(
            "/_emulator/switches", new { read_chance = 5, echo_api_sends = 1, batch_window = 1 });

        Assert.Equal(
            ["read_chance", "echo_api_sends"],
            refused.Json["mistakes"]!.AsArray().Select(mistake => (string)mistake!["field"]!));
        Assert.Equal(0.002, (double)(await _stage.GetAsync("/_emulator/switches")).Json["batch_window"]!);
    }

    [Fact]
    public async Task A_profile_switches_all_its_observations_and_each_can_be_set_alone()
    {
        Assert.Equal("documented", await ProfileAsync());
        var field = await _stage.PutAsync("/_emulator/profile", new { profile = "field" });
        Assert.Equal("field", (string?)field.Json["profile"]);
        var switches = (await _stage.GetAsync("/_emulator/switches")).Json;
        Assert.Equal((300, true), ((int)switches["backlog_limit"]!, (bool)switches["country_lag"]!));
        await _stage.PatchAsync("/_emulator/switches", new { country_lag = false });
        Assert.Equal("mixed", await ProfileAsync());
        await _stage.PutAsync("/_emulator/profile", new { profile = "documented" });
        Assert.Equal("documented", await ProfileAsync());
        var unknown = await _stage.PutAsync("/_emulator/profile", new { profile = "hopeful" });
        Assert.Equal("profile", (string?)unknown.Json["field"]);
    }

    [Fact]
    public async Task A_listener_hears_the_kinds_it_asked_for()
    {
        using var all = new StreamReader(await _stage.StreamAsync("/_emulator/events"));
        using var some = new StreamReader(await _stage.StreamAsync("/_emulator/events?kinds=world,delivery"));

        await _stage.PatchAsync("/_emulator/switches", new { read_chance = 0 });
        var wamid = await _stage.CustomerSaysAsync("Hello");

        await UntilAsync(all, (kind, data) => kind == "screen" && (string?)data["line"]!["wamid"] == wamid);
        await UntilAsync(all, (kind, data) => kind == "ledger" && (string?)data["kind"] == "webhook_delivered");
        var heard = await UntilAsync(
            some, (kind, data) => kind == "delivery" && (string?)data["state"] == "delivered");
        Assert.Equal(["world", "delivery", "delivery"], heard.Select(heard => heard.Kind));
        Assert.Equal("switches", (string?)heard[0].Data["what"]);
        Assert.Equal("real", (string?)heard[0].Data["clock"]!["mode"]);
        Assert.Equal("posted", (string?)heard[1].Data["state"]);
        var unknown = await _stage.GetAsync("/_emulator/events?kinds=news");
        Assert.Equal("kinds", (string?)unknown.Json["field"]);
    }

    [Fact]
    public async Task A_listener_who_reads_too_slowly_is_told_how_much_it_missed()
    {
        await _stage.PostTextAsync("/_emulator/accounts", """
            {"app_id": "7", "app_secret": "s", "waba_id": "8", "access_token": "t", "numbers": [{"phone_number_id": "9",
              "display_phone_number": "+44 20 7946 0000", "verified_name": "Two", "link": "app_only"}]}
            """);
        var before = (await _stage.GetAsync("/_emulator/ledger")).Json["data"]!.AsArray().Count;
        using var slow = new StreamReader(await _stage.StreamAsync("/_emulator/events?kinds=ledger,world"));
        var history = await _stage.PostAsync(
            "/_emulator/phones/9/history", new { customers = 2000, messages_each = 50, days = 90 });
        Assert.Equal(HttpStatusCode.NoContent, history.Status);
        await _stage.PatchAsync("/_emulator/switches", new { read_chance = 0 });

        var heard = await UntilAsync(slow, (kind, _) => kind == "world");

        var missed = heard.Where(item => item.Kind == "missed").Sum(item => (int)item.Data["count"]!);
        var lines = heard.Where(item => item.Kind == "ledger").Select(item => (long)item.Data["seq"]!).ToList();
        Assert.True(missed > 0); // A hundred thousand lines fit into no buffer on the way.
        Assert.Equal(lines[^1] - before, lines.Count + missed);
        Assert.Equal(lines.Order(), lines);
    }

    private static async Task<List<(string Kind, JsonNode Data)>> UntilAsync(
        StreamReader events, Func<string, JsonNode, bool> wanted)
    {
        var heard = new List<(string, JsonNode)>();
        while (true)
        {
            var ct = TestContext.Current.CancellationToken;
            var kind = (await events.ReadLineAsync(ct))!["event: ".Length..];
            var data = JsonNode.Parse((await events.ReadLineAsync(ct))!["data: ".Length..])!;
            await events.ReadLineAsync(ct);
            heard.Add((kind, data));
            if (wanted(kind, data))
                return heard;
        }
    }

    private static StringContent Json(string text) => new(text, new MediaTypeHeaderValue("application/json"));

    private async Task<string?> ProfileAsync() =>
        (string?)(await _stage.GetAsync("/_emulator/profile")).Json["profile"];
}
