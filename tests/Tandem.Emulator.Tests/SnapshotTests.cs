using System.Net;
using System.Text.Json.Nodes;
using Tandem.Platform;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

/// <summary>Worlds that go back to what they were.</summary>
public sealed class SnapshotTests : IAsyncDisposable
{
    private static readonly ClockSetup Virtual = new()
    {
        Mode = ClockMode.Virtual,
        Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
        Grace = TimeSpan.Zero,
    };

    private Stage _stage = null!;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task The_same_acts_after_a_restore_give_the_same_ledger_byte_for_byte()
    {
        _stage = await StartAsync(Virtual, new());
        await ActAsync("morning");
        var snapshot = await _stage.PostAsync("/_emulator/snapshots", new { name = "noon" });
        Assert.Equal(HttpStatusCode.Created, snapshot.Status);
        var before = (await _stage.GetAsync("/_emulator/ledger")).Bytes;
        await ActAsync("evening");
        var once = await WorldAsync();

        var clock = await _stage.PostTextAsync("/_emulator/snapshots/noon/restore", "");
        Assert.Equal((DateTimeOffset)snapshot.Json["at"]!, (DateTimeOffset)clock.Json["now"]!);
        Assert.Equal(before, (await _stage.GetAsync("/_emulator/ledger")).Bytes);
        await ActAsync("evening");

        Assert.Equal(once, await WorldAsync());
        Assert.NotEqual(before, (await _stage.GetAsync("/_emulator/ledger")).Bytes);
    }

    [Fact]
    public async Task Going_back_to_one_snapshot_leaves_the_others_whole_also_over_a_reset()
    {
        _stage = await StartAsync(Virtual, new());
        await ActAsync("one");
        await _stage.PostAsync("/_emulator/snapshots", new { name = "one" });
        await ActAsync("two");
        await _stage.PostAsync("/_emulator/snapshots", new { name = "two" });
        var two = await WorldAsync();

        await _stage.PostTextAsync("/_emulator/snapshots/one/restore", "");
        await ActAsync("another second");
        Assert.NotEqual(two, await WorldAsync());
        await _stage.PostAsync("/_emulator/reset", new { seed = 5 });
        Assert.Equal("5", (string?)(await _stage.GetAsync("/_emulator/seed")).Json["seed"]);
        Assert.Single((await _stage.GetAsync("/_emulator/ledger")).Json["data"]!.AsArray());
        await _stage.PostTextAsync("/_emulator/snapshots/two/restore", "");

        Assert.Equal(two, await WorldAsync());
        Assert.NotEqual("5", (string?)(await _stage.GetAsync("/_emulator/seed")).Json["seed"]);
        Assert.Equal(
            ["one", "two"],
            (await _stage.GetAsync("/_emulator/snapshots")).Json["data"]!.AsArray()
                .Select(one => (string)one!["name"]!));
    }

    [Fact]
    public async Task Answers_to_webhooks_of_the_world_before_change_nothing_and_the_webhook_comes_again()
    {
        _stage = await StartAsync(Virtual, new());
        var gate = new TaskCompletionSource();
        _stage.Endpoint.Holds = () => gate.Task;
        await _stage.CustomerSaysAsync("Hello");
        var advance = _stage.PostAsync("/_emulator/clock/advance", new { by = 10 });
        await UntilAsync(() => !_stage.Endpoint.Received.IsEmpty);
        await _stage.PostAsync("/_emulator/snapshots", new { name = "open" });
        await _stage.PostTextAsync("/_emulator/snapshots/open/restore", "");
        Assert.True((DateTimeOffset)(await advance).Json["now"]! < Virtual.Start!.Value.AddSeconds(1));
        gate.SetResult();

        await _stage.PostAsync("/_emulator/clock/advance", new { until_idle = true });

        Assert.Equal(2, _stage.Endpoint.Received.Count);
        var failed = Assert.Single(await _stage.LedgerAsync("webhook_failed"));
        Assert.Null(failed["evidence"]!["http_status"]);
        Assert.Equal(2, (int)Assert.Single(await _stage.LedgerAsync("webhook_delivered"))["evidence"]!["attempt"]!);
    }

    [Fact]
    public async Task A_graph_call_ends_with_its_world()
    {
        _stage = await StartAsync(platform: new() { GraphLatency = Latency.Seconds(3600, 3600) });
        await _stage.CustomerSaysAsync("Hello");
        var sending = _stage.SendOnceAsync("Hi");
        await UntilAsync(async () => (await _stage.LedgerAsync("api_message")).Count == 1);
        await _stage.PostTextAsync("/_emulator/reset", "{}");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        Assert.Single((await _stage.GetAsync("/_emulator/ledger")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Waiting_ends_with_its_world()
    {
        _stage = await StartAsync(Virtual, new());
        _stage.Endpoint.Holds = () => new TaskCompletionSource().Task;
        await _stage.CustomerSaysAsync("Hello");
        var waiting = _stage.PostAsync("/_emulator/wait", new { @for = new { kind = "answer_given" }, timeout = 3600 });
        await UntilAsync(() => !_stage.Endpoint.Received.IsEmpty);
        await _stage.PostTextAsync("/_emulator/reset", "{}");

        Assert.False((bool)(await waiting).Json["met"]!);
    }

    [Fact]
    public async Task In_real_time_a_restored_world_catches_up_before_it_goes_on()
    {
        _stage = await StartAsync(Virtual, new() { WebhookLatency = Latency.Seconds(600, 600) });
        var wamid = await _stage.CustomerSaysAsync("Hello");
        await _stage.PostAsync("/_emulator/snapshots", new { name = "said" });
        await _stage.PostAsync("/_emulator/clock/advance", new { by = 3600 });
        Assert.Single(_stage.Endpoint.Received);
        await _stage.PutAsync("/_emulator/clock", new { mode = "real" });
        var now = (DateTimeOffset)(await _stage.GetAsync("/_emulator/clock")).Json["now"]!;

        var clock = await _stage.PostTextAsync("/_emulator/snapshots/said/restore", "");

        Assert.True((DateTimeOffset)clock.Json["now"]! >= now);
        await UntilAsync(async () => (await _stage.LedgerAsync("webhook_delivered")).Count == 1);
        Assert.Equal(2, _stage.Endpoint.Items("messages").Count(item => (string?)item["id"] == wamid));
    }

    [Fact]
    public async Task An_emulator_that_keeps_no_past_says_so()
    {
        _stage = await StartAsync();
        await using var forgetful = await EmulatorHost.StartAsync(
            new() { Port = 0, Snapshots = false }, TestContext.Current.CancellationToken);
        var refused = await _stage.PostAsync(forgetful.Url + "/_emulator/snapshots", new { name = "here" });

        Assert.Equal((HttpStatusCode.BadRequest, "snapshots"), (refused.Status, (string?)refused.Json["field"]));
        var reset = await _stage.PostTextAsync(forgetful.Url + "/_emulator/reset", "{}");
        Assert.Equal(HttpStatusCode.OK, reset.Status);
    }

    /// <summary>A little of everything: both sides write, one by the API, a fault strikes, a phone goes away.</summary>
    private async Task ActAsync(string text)
    {
        await _stage.PostAsync("/_emulator/faults", new { kind = "webhook_duplicated", probability = 0.5 });
        await _stage.CustomerSaysAsync(text);
        await _stage.PatchAsync($"/_emulator/phones/{NumberId}", new { online = false });
        await _stage.PostAsync("/_emulator/clock/advance", new { by = 120 });
        await _stage.SendAsync(text + ", too");
        await _stage.SayAsync($"/_emulator/phones/{NumberId}/messages", "bernd", text);
        await _stage.PatchAsync($"/_emulator/phones/{NumberId}", new { online = true });
        await _stage.PostAsync("/_emulator/clock/advance", new { until_idle = true });
        await _stage.PatchAsync("/_emulator/switches", new { read_chance = 0.5 });
    }

    /// <summary>All there is to see.</summary>
    private async Task<string> WorldAsync()
    {
        var seen = new JsonArray();
        string[] paths =
        [
            "ledger", "deliveries", "customers", "faults", "clock", $"phones/{NumberId}/chats", $"phones/{NumberId}",
            "switches",
        ];
        foreach (var path in paths)
            seen.Add((await _stage.GetAsync("/_emulator/" + path)).Json);
        return seen.ToJsonString();
    }
}
