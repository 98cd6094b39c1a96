using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>The first thing anybody does: <c>tandem up --demo</c>.</summary>
public sealed class DemoTests
{
    private const string Number = "106540352242922";

    [Fact]
    public async Task The_demo_has_customer_phone_and_bot_on_one_timeline_and_its_audit_is_clean()
    {
        await using var demo = await TandemProcess.StartAsync(
            "up", "--demo", "--pace", "10", "--port", "0", "--emulator-port", "0");
        using var hub = new HubClient(demo.Hub, demo["api key"]!);

        await PlayElsewhereAsync(demo["emulator"]!);
        var origins = await Until.FoundAsync(() => OriginsAsync(hub), TimeSpan.FromSeconds(30), "all three voices");
        var (exitCode, output) = await TandemProcess.RunAsync(
            "audit", "--emulator", demo["emulator"]!, "--hub", demo.Hub, "--api-key", demo["api key"]!);

        Assert.Equal(["api", "app", "customer"], origins);
        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [InlineData("port = '70000': must be a whole number from 0 to 65535; change it or leave it out.", "up", "--port",
        "70000")]
    [InlineData("--pace = 'fast': must be a number from 0.1 to 100; change it or leave it out.", "up", "--demo",
        "--pace", "fast")]
    [InlineData("--hub = 'here': must be an http or https address; write it like http://127.0.0.1:5080.",
        "audit", "--emulator", "http://127.0.0.1:1", "--hub", "here", "--api-key", "k")]
    [InlineData("--pace = 'fast': must be a number from 0.1 to 100; change it or leave it out.", "up", "--pace",
        "fast")]
    [InlineData("--seeds = 'abc': must be a whole number; change it or leave it out.", "drill", "explore", "--seeds",
        "abc")]
    [InlineData("Unrecognized command or argument '--nonsense'; see 'tandem up --help'.", "up", "--nonsense")]
    [InlineData("data = '/proc/none': must be a folder that this user may make and write to; name another path.", "up",
        "--data", "/proc/none", "--port", "0")]
    [InlineData(
        "listen = '203.0.113.7': must be an address of this machine; use 127.0.0.1, or 0.0.0.0 for all of them.", "up",
        "--port", "0", "--data", "/tmp/tandem-never-made", "--set", "listen=203.0.113.7")]
    [InlineData("graph_base_urls = ',': must name at least one address; leave it out for Meta's.", "up", "--set",
        "graph_base_urls=,")]
    [InlineData("--callback = 'hook': must be an http or https address; write it like http://127.0.0.1:5080/hook.",
        "emulate", "--callback", "hook")]
    public async Task A_wrong_setting_is_one_clear_line_and_exit_code_2(string line, params string[] arguments)
    {
        var (exitCode, output) = await TandemProcess.RunAsync(arguments);

        Assert.Equal((2, line), (exitCode, output));
    }

    /// <summary>A customer writes to a shop that no hub is told of, as shops of the emulator's tour are.</summary>
    private static async Task PlayElsewhereAsync(string emulator)
    {
        using var http = new HttpClient { BaseAddress = new Uri(emulator) };
        var ct = TestContext.Current.CancellationToken;
        using var opened = await http.PostAsJsonAsync("/_emulator/accounts", new
        {
            app_id = "9001",
            app_secret = "secret",
            waba_id = "8001",
            access_token = "TOUR",
            callback_url = $"{emulator}/_emulator/inbox",
            verify_token = "inbox",
            numbers = new[]
            {
                new { phone_number_id = "7001", display_phone_number = "+1 555 7001001", verified_name = "Elsewhere" },
            },
        }, ct);
        opened.EnsureSuccessStatusCode();
        using var said = await http.PostAsJsonAsync(
            "/_emulator/customers/elsewhere/messages", new { to = "7001", text = new { body = "Hello" } }, ct);
        said.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyList<string>?> OriginsAsync(HubClient hub)
    {
        foreach (var conversation in await hub.ListAsync($"/v1/numbers/{Number}/conversations"))
        {
            var messages = await hub.ListAsync($"/v1/conversations/{conversation["id"]}/messages");
            var origins = messages.Select(Origin).Distinct().Order(StringComparer.Ordinal).ToList();
            if (origins.Count == 3)
                return origins;
        }

        return null;
    }

    private static string Origin(JsonNode message) => (string)message["origin"]!;
}
