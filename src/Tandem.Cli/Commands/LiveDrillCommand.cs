using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Drilling;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem drill live</c>: scenarios from files, against a running hub and emulator.</summary>
internal static class LiveDrillCommand
{
    private const string KeyVariable = "TANDEM_API_KEY";

    public static Command Create()
    {
        var files = ScenarioCommands.Files();
        var json = ScenarioCommands.Json();
        var emulator = new Option<string>("--emulator")
        {
            Description = "The emulator's address. Default: http://127.0.0.1:5081.",
            DefaultValueFactory = _ => "http://127.0.0.1:5081",
        };
        var hub = new Option<string>("--hub")
        {
            Description = "The hub's address. Default: http://127.0.0.1:5080.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var key = new Option<string?>("--api-key")
        {
            Description = $"The hub's owner's key. Default: the variable {KeyVariable}.",
        };
        var pace = new Option<string?>("--pace")
        {
            Description = "How much faster than life the emulator's clock runs meanwhile, 0.1 to 100. Default: as it "
                + "runs. A virtual clock is moved from step to step.",
        };
        var wait = new Option<int>("--wait")
        {
            Description = "Seconds to wait in the end until all has come to rest. Default: 60.",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command(
            "live",
            """
            Play scenarios from files (docs/scenarios.md) over HTTP against a running hub and emulator. Each plays at a
            shop of its own, which stays on both sides; clock, faults and switches are put back. The hub must allow the
            emulator as a Graph address (graph_base_urls), and a bot on loopback (allow_private_endpoints).

            Exit code 1 if an expectation failed or a message is lost, twice or hidden, 2 if it cannot be played.
            """)
        {
            files, json, emulator, hub, key, pace, wait,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var scenarios = await ScenarioCommands.ReadAsync(parsed.GetRequiredValue(files), ct);
            var objections = scenarios.SelectMany(LiveRun.Objections).Select(one => one.ToString()).ToList();
            if (objections.Count > 0)
                throw new HubOptionsException(objections);

            using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            var run = new LiveRun(
                http,
                Addresses.Of("--hub", parsed.GetRequiredValue(hub)),
                Addresses.Of("--emulator", parsed.GetRequiredValue(emulator)),
                parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable)
                    ?? throw new HubOptionsException(
                        [$"--api-key: must be given; name the owner's key, or set {KeyVariable}."]),
                PaceOf(parsed.GetValue(pace)),
                TimeSpan.FromSeconds(parsed.GetValue(wait)));
            var isGreen = true;
            foreach (var scenario in scenarios)
            {
                var report = await run.RunAsync(scenario, new Telling(), ct);
                ScenarioCommands.Write(report, parsed.GetValue(json));
                isGreen &= report.IsGreen;
            }

            return isGreen ? ExitCodes.Fine : ExitCodes.Found;
        }));
        return command;
    }

    private static double? PaceOf(string? text) =>
        text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var pace)
            && pace is >= 0.1 and <= 100
            ? pace
            : throw new HubOptionsException(
                [$"--pace = '{text}': must be a number from 0.1 to 100; change it or leave it out."]);

    // Beside the report, which other programs may read.
    private sealed class Telling : IProgress<string>
    {
        public void Report(string value) => Terminal.Error.WriteLine(value);
    }
}
