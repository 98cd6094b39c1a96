using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>Scenarios by the real program: simulated, and live against a hub and an emulator of their own.</summary>
[Collection(nameof(OneAtATime))]
public sealed class DrillTests
{
    private const string Wrong = """
        name: Wrong
        actors: {anna: customer}
        steps:
          - {at: 09:00, who: anna, does: write}
        expect:
          - {see: messages, of: anna, exactly: 2}
        """;

    [Fact]
    public async Task A_scenario_that_comes_as_written_ends_with_0_and_a_report_for_machines()
    {
        var (exitCode, output) = await TandemProcess.RunAsync("drill", "run", Drill("big-video.yaml"), "--json");

        var report = JsonNode.Parse(output)!;
        Assert.Equal(0, exitCode);
        Assert.True((bool)report["passed"]!);
        Assert.All(report["expectations"]!.AsArray(), one => Assert.True((bool)one!["holds"]!));
    }

    [Fact]
    public async Task A_failed_expectation_ends_with_1_and_says_what_was_seen()
    {
        using var folder = new TemporaryFolder("tandem-drill-");
        var (exitCode, output) = await TandemProcess.RunAsync(
            "drill", "run", await folder.WriteAsync("wrong.yaml", Wrong));

        Assert.Equal(1, exitCode);
        Assert.Contains("expected 2, seen 1", output, StringComparison.Ordinal);
        Assert.Contains("wrong.yaml:6: messages", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_ends_with_2_and_says_where_and_what_to_do()
    {
        using var folder = new TemporaryFolder("tandem-drill-");
        var path = await folder.WriteAsync("wrong.yaml", Wrong.Replace("does: write", "does: wriet",
            StringComparison.Ordinal));
        var (exitCode, output) = await TandemProcess.RunAsync("drill", "run", path, "/tmp/tandem-no-such.yaml");

        Assert.Equal(2, exitCode);
        Assert.Contains(
            $"{path}:4:34: steps[0].does = 'wriet': must be something a customer does; did you mean write?.", output,
            StringComparison.Ordinal);
        Assert.Contains("FILE = '/tmp/tandem-no-such.yaml': must be a readable text file", output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_over_http_is_refused_before_it_begins()
    {
        var (exitCode, output) = await TandemProcess.RunAsync(
            "drill", "live", Drill("hub-dead-for-an-hour.yaml"), "--api-key", "k");

        Assert.Equal(2, exitCode);
        Assert.Contains("hub-dead-for-an-hour.yaml:15:", output, StringComparison.Ordinal);
        Assert.Contains("cannot be done to a running hub over HTTP; use 'tandem drill run'", output,
            StringComparison.Ordinal);
    }

    /// <summary>One of each sort; with <c>TANDEM_TEST_FULL=1</c> also the one that needs half a minute.</summary>
    public static TheoryData<string> Live =>
    [
        "unsupported-companion.yaml", "batch-while-the-app-is-active.yaml", "big-video.yaml",
        .. Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1"
            ? (string[])["webhook-endpoint-down-for-an-hour.yaml"]
            : [],
    ];

    [Theory]
    [MemberData(nameof(Live))]
    public async Task The_same_scenario_is_green_against_a_running_hub_and_emulator(string file)
    {
        using var folder = new TemporaryFolder("tandem-drill-");
        await using var emulator = await TandemProcess.StartAsync(
            "emulate", "--port", "0", "--clock", "virtual", "--seed", "1");
        await using var hub = await TandemProcess.StartAsync(
            "up", "--port", "0", "--data", Path.Combine(folder.Path, "data"),
            "--set", $"graph_base_urls={emulator["emulator"]}", "--set", "allow_private_endpoints=true");

        var (exitCode, output) = await TandemProcess.RunAsync(
            "drill", "live", Drill(file), "--hub", hub.Hub, "--emulator", emulator["emulator"]!,
            "--api-key", hub["api key"]!);

        Assert.True(exitCode == 0, output);
        Assert.Contains("passed: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_time_that_runs_a_live_drill_waits_beside_others_and_puts_back_what_it_changed()
    {
        using var folder = new TemporaryFolder("tandem-drill-");
        await using var demo = await TandemProcess.StartAsync(
            "up", "--demo", "--pace", "0.1", "--port", "0", "--emulator-port", "0");
        using var http = new HttpClient { BaseAddress = new(demo["emulator"]! + "/_emulator/") };
        var before = await http.GetStringAsync("switches", TestContext.Current.CancellationToken);

        var (exitCode, output) = await TandemProcess.RunAsync(
            "drill", "live", Drill("big-video-by-metas-word.yaml"), "--pace", "60", "--hub", demo.Hub,
            "--emulator", demo["emulator"]!, "--api-key", demo["api key"]!);
        var clock = JsonNode.Parse(await http.GetStringAsync("clock", TestContext.Current.CancellationToken))!;

        Assert.True(exitCode == 0, output);
        Assert.Equal("real", (string?)clock["mode"]);
        Assert.Equal(before, await http.GetStringAsync("switches", TestContext.Current.CancellationToken));
    }

    private static string Drill(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "drills", name);
    }
}
