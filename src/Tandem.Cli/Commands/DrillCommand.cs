using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Tandem.Drills;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem drill</c>: hub and platform in virtual time.</summary>
internal static class DrillCommand
{
    private const int MostSeeds = 10_000_000;

    public static Command Create() =>
        new("drill", "Rehearse what must never go wrong in life.")
        {
            CreateExplore(), ScenarioCommands.CreateRun(), LiveDrillCommand.Create(),
        };

    private static Command CreateExplore()
    {
        var seeds = new Option<int?>("--seeds") { Description = "How many worlds to run. Default: 200." };
        var twiceEvery = new Option<int>("--twice-every")
        {
            Description = "Run every Nth world twice, to see whether it is the same. Default: 1, each.",
            DefaultValueFactory = _ => 1,
        };
        var from = new Option<ulong>("--from")
        {
            Description = "The first seed. Default: 1.",
            DefaultValueFactory = _ => 1,
        };
        var seed = new Option<ulong?>("--seed") { Description = "Run this one world only." };
        var trace = new Option<bool>("--trace") { Description = "With --seed: print every event of the world." };
        var command = new Command(
            "explore",
            """
            Run random worlds: customers, phone, bot and agent, a wire that drops, delays, doubles and
            reorders, a hub that is killed between any two steps. What the platform knows to be true is
            compared with what the hub shows. A violation prints its seed; the seed repeats it exactly.

            Exit code 1 if a promise was broken.
            """)
        {
            seeds, twiceEvery, from, seed, trace,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(() => Task.FromResult(
            parsed.GetValue(seed) is { } one
                ? RunOne(one, parsed.GetValue(trace))
                : RunMany(
                    parsed.GetValue(from),
                    Checked("--seeds", parsed.GetValue(seeds) ?? 200),
                    Checked("--twice-every", parsed.GetValue(twiceEvery)),
                    ct))));
        return command;
    }

    private static int RunOne(ulong seed, bool isTraced)
    {
        var report = isTraced ? Exploration.Trace(seed, Terminal.Out) : Exploration.Run(seed);
        if (!isTraced)
        {
            ExplorationReport.Write(report, Terminal.Out);
            new ExplorationReport([report], TimeSpan.Zero, Twice: 0).WriteSums(Terminal.Out);
        }

        return report.Violations.Count == 0 ? ExitCodes.Fine : ExitCodes.Found;
    }

    private static int RunMany(ulong from, int count, int twiceEvery, CancellationToken ct)
    {
        using var screen = new AboveTheBar();
        var output = AnsiConsole.Profile.Capabilities.Interactive ? screen : Terminal.Out;
        var report = AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            var task = progress.AddTask("worlds", maxValue: count);
            return Exploration.Run(from, count, twiceEvery, new Counting(task), output, ct);
        });
        return report.Broken.Count == 0 ? ExitCodes.Fine : ExitCodes.Found;
    }

    private static int Checked(string option, int count) => count is > 0 and <= MostSeeds
        ? count
        : throw new HubOptionsException(
            [$"{option} = '{count}': must be a whole number from 1 to {MostSeeds}; change it or leave it out."]);

    // Told on the threads that run the worlds; the progress task counts safely.
    private sealed class Counting(ProgressTask task) : IProgress<WorldReport>
    {
        public void Report(WorldReport value) => task.Increment(1);
    }

    // A bar that moves owns the last line of the screen: what is written meanwhile goes above it.
    private sealed class AboveTheBar : StringWriter
    {
        public AboveTheBar()
            : base(CultureInfo.InvariantCulture)
        {
        }

        public override void WriteLine(string? value) => AnsiConsole.WriteLine(value ?? "");
    }
}
