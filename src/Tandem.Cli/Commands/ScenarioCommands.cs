using System.CommandLine;
using System.Text;
using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Reading;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem drill run</c>: scenarios from files, in a simulated world.</summary>
internal static class ScenarioCommands
{
    public static Command CreateRun()
    {
        var files = Files();
        var json = Json();
        var trace = new Option<bool>("--trace") { Description = "Print every event of the world." };
        var command = new Command(
            "run",
            """
            Play scenarios from files (docs/scenarios.md) in a simulated world: hub and platform in virtual time, so
            that hours pass in moments and the same file gives the same run. Beside what a file expects, every
            promise of the hub is checked.

            Exit code 1 if an expectation failed or a promise was broken, 2 if a file cannot be read.
            """)
        {
            files, json, trace,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var scenarios = await ReadAsync(parsed.GetRequiredValue(files), ct);
            var isGreen = true;
            foreach (var scenario in scenarios)
            {
                var report = ScenarioRun.Run(
                    scenario, progress: null, parsed.GetValue(trace) ? Terminal.Out : null, ct);
                Write(report, parsed.GetValue(json));
                isGreen &= report.IsGreen;
            }

            return isGreen ? ExitCodes.Fine : ExitCodes.Found;
        }));
        return command;
    }

    /// <summary>The files to be played.</summary>
    public static Argument<string[]> Files() => new("FILE")
    {
        Description = "Scenario files, YAML.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the report as JSON." };

    /// <summary>Reads all files; tells of everything that is wrong with any of them.</summary>
    public static async Task<IReadOnlyList<Scenario>> ReadAsync(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var scenarios = new List<Scenario>();
        var mistakes = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                scenarios.Add(ScenarioReader.Read(
                    path, await File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), ct)));
            }
            catch (ScenarioUnreadableException unreadable)
            {
                mistakes.AddRange(unreadable.Mistakes.Select(mistake => mistake.ToString()));
            }
            catch (Exception fault)
                when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException)
            {
                mistakes.Add($"FILE = '{path}': must be a readable text file in UTF-8; {fault.Message.TrimEnd('.')}.");
            }
        }

        return mistakes.Count == 0 ? scenarios : throw new HubOptionsException(mistakes);
    }

    public static void Write(ScenarioReport report, bool isJson)
    {
        if (isJson)
            Terminal.WriteLine(ScenarioJson.Write(report));
        else
            report.Write(Terminal.Out);
    }
}
