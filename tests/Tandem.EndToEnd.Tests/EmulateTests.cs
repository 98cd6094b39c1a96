using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary><c>tandem emulate</c> with a world from a file.</summary>
public sealed class EmulateTests
{
    private const string World = """
        port: 0
        seed: 42
        profile: field
        clock: {mode: virtual, start: 2026-03-01T09:00:00Z, grace: 0}
        accounts:
          - app_id: 634974688087057
            app_secret: shhh
            waba_id: 102290129340398
            access_token: EAAG-from-a-file
            numbers:
              - {phone_number_id: 007, display_phone_number: +15550783881, verified_name: Shop, link: cloud_only}
        customers:
          anna: {name: Anna K., companion: windows}
        switches:
          read_chance: 0.5   # half of them
          backlog_limit: ~
        faults:
          - {kind: webhook_lost, probability: 0.1, duration: 600}
        """;

    [Fact]
    public async Task A_world_is_what_its_file_says_and_the_command_line_goes_first()
    {
        using var folder = new TemporaryFolder("tandem-emulate-");
        await using var tandem = await TandemProcess.StartAsync(
            "emulate", "--config", await folder.WriteAsync("world.yaml", World), "--seed", "43");
        using var http = new HttpClient { BaseAddress = new(tandem["emulator"]! + "/_emulator/") };

        Assert.Equal("43", tandem["seed"]);
        var account = (await GetAsync(http, "accounts"))["data"]![0]!;
        Assert.Equal(
            ("634974688087057", "007", "+15550783881", "cloud_only"),
            ((string?)account["app_id"], (string?)account["numbers"]![0]!["phone_number_id"],
                (string?)account["numbers"]![0]!["display_phone_number"], (string?)account["numbers"]![0]!["link"]));
        var clock = await GetAsync(http, "clock");
        Assert.Equal(("virtual", 0), ((string?)clock["mode"], (int)clock["grace"]!));
        Assert.Equal(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), (DateTimeOffset)clock["now"]!);
        var anna = (await GetAsync(http, "customers"))["data"]![0]!;
        Assert.Equal(("anna", "Anna K.", "windows"),
            ((string?)anna["id"], (string?)anna["name"], (string?)anna["companion"]));
        var switches = await GetAsync(http, "switches");
        Assert.Equal((0.5, null, true),
            ((double)switches["read_chance"]!, switches["backlog_limit"], (bool)switches["country_lag"]!));
        Assert.Equal("webhook_lost", (string?)(await GetAsync(http, "faults"))["data"]![0]!["kind"]);
        await http.PostAsJsonAsync("reset", new { }, TestContext.Current.CancellationToken);
        Assert.Single((await GetAsync(http, "customers"))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("seed: many", ":1: seed = 'many': it is a whole number, or null; change it or leave it out.")]
    [InlineData("\n\nprofil: field", ":3: profil = 'field': there are port, seed, profile, clock, accounts, customers, "
        + "switches, faults; did you mean profile?.")]
    [InlineData("switches:\n  read_chanse: 1", ":2: switches.read_chanse = '1': it is a switch; "
        + "did you mean read_chance? All of them: GET /_emulator/switches.")]
    [InlineData("faults:\n- kind: rain", ":2: faults[0].kind = 'rain': it is one of webhook_lost, ")]
    [InlineData("faults:\n- kind: webhook_lost\n  phone_number_id: 404",
        ":3: faults[0].phone_number_id = '404': it names a number of an account; leave it out for all numbers.")]
    [InlineData("customers:\n  anna:\n    companion: toaster", ":3: customers.anna.companion = 'toaster': it is a ")]
    [InlineData("{\n\t\"clock\": \"fast\"\n}", ":2: clock = 'fast': it is real, virtual or scaled:10;")]
    [InlineData("clock: {mode: scaled, scale: 0}", ":1: clock.scale = '0': it is above 0 and at most 100000;")]
    [InlineData("accounts:\n- app_secret: [x]", ":2: accounts[0].app_secret: it is a text;")]
    [InlineData("accounts: [", ":2: must be YAML or JSON;")]
    [InlineData("port: 1\nport: 2", ":2: must be YAML or JSON; Duplicate key port.")]
    [InlineData("- a list", ":1: the file: it is an object with port, seed,")]
    public async Task What_a_file_says_wrongly_is_told_with_line_key_rule_and_remedy(string text, string expected)
    {
        using var folder = new TemporaryFolder("tandem-emulate-");
        var path = await folder.WriteAsync("world.yaml", text);
        var (exitCode, output) = await TandemProcess.RunAsync("emulate", "--port", "0", "--config", path);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(path + expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_of_a_file_are_told_at_once_without_its_secrets()
    {
        using var folder = new TemporaryFolder("tandem-emulate-");
        var path = await folder.WriteAsync("world.yaml", """
            accounts:
              - app_id: 1
                app_secret: {shhh: it is secret}
                access_tokn: do not tell
            """);
        var (exitCode, output) = await TandemProcess.RunAsync("emulate", "--config", path);

        Assert.Equal(2, exitCode);
        Assert.Equal(
            [3, 4, 2, 2, 2],
            output.Split('\n').Select(line => int.Parse(line[(path.Length + 1)..].Split(':')[0])));
        Assert.Contains("did you mean access_token?", output);
        Assert.DoesNotContain("do not tell", output);
        Assert.DoesNotContain("it is secret", output);
    }

    [Fact]
    public async Task The_file_that_the_documents_show_is_one()
    {
        using var folder = new TemporaryFolder("tandem-emulate-");
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Tandem.slnx")))
            root = root.Parent!;
        var page = await File.ReadAllTextAsync(
            Path.Combine(root.FullName, "docs/emulator.md"), TestContext.Current.CancellationToken);
        var path = await folder.WriteAsync("world.yaml", page.Split("```yaml\n")[1].Split("```")[0]);
        await using var tandem = await TandemProcess.StartAsync("emulate", "--config", path, "--port", "0");

        Assert.Equal("42", tandem["seed"]);
    }

    [Theory]
    [InlineData("--clock", "fast", "--clock = 'fast': must be real, virtual or scaled:10; change it or leave it out.")]
    [InlineData("--profile", "mine", "--profile = 'mine': must be documented or field; change it or leave it out.")]
    [InlineData("--config", "/no/world.yaml", "--config = '/no/world.yaml': must be a readable text file in UTF-8;")]
    public async Task What_is_said_wrongly_on_the_command_line_is_told_too(string option, string value, string expected)
    {
        var (exitCode, output) = await TandemProcess.RunAsync("emulate", option, value);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, output, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> GetAsync(HttpClient http, string path) =>
        (await http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;
}
