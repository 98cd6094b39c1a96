using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tandem.Drills.Checking;
using Tandem.Drills.Worlds;
using Tandem.Platform;

namespace Tandem.Drills;

/// <summary>Runs simulated worlds, one per seed, and says which promises held.</summary>
public static class Exploration
{
    private const int LongestStory = 40;

    /// <summary>Runs one world.</summary>
    /// <param name="seed">Any value; the same seed gives the same run, to the byte.</param>
    /// <param name="withFaults">false: people and bots only, nothing breaks.</param>
    public static WorldReport Run(ulong seed, bool withFaults = true)
    {
        var report = Run(seed, withFaults, writer: null);
        return report.Violations.Count == 0 ? report : report with { Story = StoryOf(report, withFaults) };
    }

    /// <summary>
    /// Runs the worlds of consecutive seeds on as many threads as there are processors, and says whether a seed that
    /// runs again runs the same.
    /// </summary>
    /// <param name="fromSeed">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="twiceEvery">1: each seed runs twice; n: every nth.</param>
    /// <param name="progress">Told of each world as it ends; several threads may call.</param>
    /// <param name="output">Gets each violation with its story, and a summary; null: nothing is written.</param>
    /// <param name="ct">Ends the exploration between two worlds.</param>
    public static ExplorationReport Run(
        ulong fromSeed,
        int count,
        int twiceEvery,
        IProgress<WorldReport>? progress,
        TextWriter? output,
        CancellationToken ct = default)
    {
        var began = Stopwatch.GetTimestamp();
        var reports = new WorldReport[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = ct }, i =>
        {
            var report = Run(fromSeed + (ulong)i);
            if (i % twiceEvery == 0 && Run(fromSeed + (ulong)i, withFaults: true, writer: null) is var again
                && again.TraceHash != report.TraceHash)
                report = report with { Violations = [.. report.Violations, Differs(report, again)] };
            reports[i] = report;
            progress?.Report(report);
        });
        var twice = (count + twiceEvery - 1) / twiceEvery;
        var whole = new ExplorationReport(reports, Stopwatch.GetElapsedTime(began), twice);
        if (output is not null)
            whole.Write(output);
        return whole;
    }

    /// <summary>Runs one world and writes every event as a line, then what was found.</summary>
    public static WorldReport Trace(ulong seed, TextWriter writer)
    {
        var report = Run(seed, withFaults: true, writer);
        ExplorationReport.Write(report, writer);
        return report;
    }

    private static WorldReport Run(ulong seed, bool withFaults, TextWriter? writer)
    {
        var world = new World(seed, WorldPlan.Of(seed, withFaults), writer);
        var becameQuiet = world.Run();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [WorldReport.CustomersMessages] = world.Platform.Ledger.Count(line =>
                line.Kind == LedgerKinds.CustomerMessage
                && line.Evidence.Type is not ("edit" or "revoke" or "reaction")),
            ["webhooks acknowledged"] = world.Witness.Acknowledgements.Count,
            ["inputs decided"] = world.Disk.Inputs.Count(),
            ["messages on timelines"] = world.Disk.Rows.Count(row =>
                row is { Key.Kind: "message", Parent: { } parent }
                && !parent.StartsWith("beside:", StringComparison.Ordinal)),
            ["gaps found"] = world.Disk.Rows.Count(row => row.Key.Kind == "gap"),
            ["gaps left open"] = world.Disk.Rows.Count(row =>
                row is { Key.Kind: "gap", Parent: { } parent } && parent.EndsWith("/gaps", StringComparison.Ordinal)),
            ["sends asked for"] = world.Callers.All.Count,
            [WorldReport.SendsOnTheWire] = world.Witness.OnWire.Count,
            [WorldReport.SendsLeftUnknown] = world.Disk.Rows.Count(row => row.Key.Kind == "outbox"
                && new StoredSend(row.Key.Key, JsonElement.Parse(row.Body.Span)).State == "Unknown"),
            [WorldReport.HubProcesses] = world.Hub.Started,
        };
        return new WorldReport(
            seed, world.Trace.Hash, world.Trace.Count, world.Plan.Storm, world.Elapsed, counts, world.Weather.Hits,
            Findings.Of(world, becameQuiet), []);
    }

    // The world runs again, this time with its events written down: the same seed tells the same story.
    private static List<string> StoryOf(WorldReport report, bool withFaults)
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        Run(report.Seed, withFaults, lines);
        var about = report.Violations[0].About;
        return
        [
            .. lines.ToString().Split('\n')
                .Where(line => about.Any(id => line.Contains(id, StringComparison.Ordinal)))
                .TakeLast(LongestStory),
        ];
    }

    private static Violation Differs(WorldReport first, WorldReport second) => new(
        "determinism", $"the same seed gave {first.TraceHash:x16} and then {second.TraceHash:x16}", []);
}
