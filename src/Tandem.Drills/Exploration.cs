using System.Diagnostics;
using System.Globalization;
using Tandem.Drills.Checking;
using Tandem.Drills.Worlds;

namespace Tandem.Drills;

/// <summary>Runs simulated worlds, one per seed, and says which promises held.</summary>
public static class Exploration
{
    private const int LongestStory = 40;

    /// <summary>Runs one world.</summary>
    /// <param name="seed">Any value; the same seed gives the same run, to the byte.</param>
    /// <param name="withFaults">false: people and bots only, nothing breaks.</param>
    public static WorldReport Run(ulong seed, bool withFaults = true) => Run(seed, withFaults, PlayAndCheck);

    /// <summary>
    /// Runs the worlds of consecutive seeds on as many threads as there are processors, and says whether a seed that
    /// runs again runs the same.
    /// </summary>
    /// <param name="fromSeed">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="twiceEvery">1: each seed runs twice; n: every nth.</param>
    /// <param name="progress">Told of each world as it ends; several threads may call.</param>
    /// <param name="output">Gets each violation with its story when it is found, then a summary; null: nothing is
    /// written.</param>
    /// <param name="ct">Ends the exploration between two worlds.</param>
    public static ExplorationReport Run(
        ulong fromSeed,
        int count,
        int twiceEvery,
        IProgress<WorldReport>? progress,
        TextWriter? output,
        CancellationToken ct = default) =>
        Run(fromSeed, count, twiceEvery, progress, output, PlayAndCheck, ct);

    /// <summary>The same, with another way to play a world and to check it.</summary>
    internal static ExplorationReport Run(
        ulong fromSeed,
        int count,
        int twiceEvery,
        IProgress<WorldReport>? progress,
        TextWriter? output,
        Func<World, IReadOnlyList<Violation>> play,
        CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var reports = new WorldReport[count];
        var writing = new Lock();
        var options = new ParallelOptions
        {
            CancellationToken = ct,
            MaxDegreeOfParallelism = Environment.ProcessorCount, // left alone, it grows by a world a second
        };
        Parallel.For(0, count, options, i =>
        {
            var report = Run(fromSeed + (ulong)i, withFaults: true, play);
            if (i % twiceEvery == 0 && Run(fromSeed + (ulong)i, withFaults: true, play, writer: null) is var again
                && again.TraceHash != report.TraceHash)
                report = report with { Violations = [.. report.Violations, Differs(report, again)] };
            reports[i] = report;
            if (output is not null && report.Violations.Count > 0)
            {
                lock (writing)
                    ExplorationReport.Write(report, output); // at once: a long run may not live to its end
            }

            progress?.Report(report);
        });
        var twice = (count + twiceEvery - 1) / twiceEvery;
        var whole = new ExplorationReport(reports, Stopwatch.GetElapsedTime(began), twice);
        if (output is not null)
            whole.WriteSums(output);
        return whole;
    }

    /// <summary>Runs one world and writes every event as a line, then what was found.</summary>
    public static WorldReport Trace(ulong seed, TextWriter writer)
    {
        var report = Run(seed, withFaults: true, PlayAndCheck, writer);
        ExplorationReport.Write(report, writer);
        return report;
    }

    private static IReadOnlyList<Violation> PlayAndCheck(World world) => Findings.Of(world, world.Run());

    private static WorldReport Run(ulong seed, bool withFaults, Func<World, IReadOnlyList<Violation>> play)
    {
        var report = Run(seed, withFaults, play, writer: null);
        return report.Violations.Count == 0 ? report : report with { Story = StoryOf(report, withFaults, play) };
    }

    // What is thrown is found like any other fault: it ends neither the exploration nor what is known of its seed.
    private static WorldReport Run(
        ulong seed, bool withFaults, Func<World, IReadOnlyList<Violation>> play, TextWriter? writer)
    {
        var plan = WorldPlan.Of(seed, withFaults);
        World? world = null;
        IReadOnlyList<Violation> violations;
        try
        {
            world = new World(seed, plan, writer);
            violations = play(world);
        }
        catch (Exception thrown)
        {
            violations = [new Violation("exception", thrown.ToString(), [])];
        }

        return new WorldReport(
            seed, world?.Trace.Hash ?? 0, world?.Trace.Count ?? 0, plan.Storm, world?.Elapsed ?? TimeSpan.Zero,
            WorldReport.CountsOf(world), world?.Weather.Hits ?? new Dictionary<FaultSite, int>(), violations, []);
    }

    // The world runs again, this time with its events written down: the same seed tells the same story. Of what names
    // nothing the story is how it ended.
    private static List<string> StoryOf(
        WorldReport report, bool withFaults, Func<World, IReadOnlyList<Violation>> play)
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        Run(report.Seed, withFaults, play, lines);
        var about = report.Violations[0].About;
        return
        [
            .. lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => about.Count == 0 || about.Any(id => line.Contains(id, StringComparison.Ordinal)))
                .TakeLast(LongestStory),
        ];
    }

    private static Violation Differs(WorldReport first, WorldReport second) => new(
        "determinism", $"the same seed gave {first.TraceHash:x16} and then {second.TraceHash:x16}", []);
}
