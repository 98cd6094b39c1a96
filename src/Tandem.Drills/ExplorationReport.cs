using System.Globalization;
using Tandem.Drills.Worlds;

namespace Tandem.Drills;

/// <summary>What came of many worlds.</summary>
/// <param name="Worlds">One report per seed, in the order of seeds.</param>
/// <param name="Took">Real time.</param>
/// <param name="Twice">How many of the worlds ran a second time, to see whether it is the same.</param>
public sealed record ExplorationReport(IReadOnlyList<WorldReport> Worlds, TimeSpan Took, int Twice)
{
    /// <summary>Worlds in which a promise was broken.</summary>
    public IReadOnlyList<WorldReport> Broken => [.. Worlds.Where(world => world.Violations.Count > 0)];

    /// <summary>How often each fault struck in all worlds; 0 for one that never did.</summary>
    public IReadOnlyDictionary<FaultSite, int> Faults => Enum.GetValues<FaultSite>().ToDictionary(
        site => site, site => Worlds.Sum(world => world.Faults.GetValueOrDefault(site)));

    /// <summary>Writes the sums of all worlds, and how many of them broke a promise.</summary>
    public void WriteSums(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Worlds.Count} worlds, {Twice} of them twice, in {Took.TotalSeconds:0.0} s "
            + $"({(Worlds.Count + Twice) / Took.TotalSeconds:0.0} a second); "
            + $"{Worlds.Sum(world => world.Storm.TotalDays):0.0} days of storm, "
            + $"{Worlds.Sum(world => world.VirtualTime.TotalDays) / 365.25:0.00} virtual years, "
            + $"{Worlds.Sum(world => world.Events)} events"));
        if (Worlds.Count > 0)
            output.WriteLine($"the median world: {MedianWorld.Of(Worlds)}");
        foreach (var name in Worlds.SelectMany(world => world.Counts.Keys).Distinct().Order(StringComparer.Ordinal))
            Line(name, Worlds.Sum(world => world.Counts.GetValueOrDefault(name)));
        foreach (var (site, hits) in Faults)
            Line($"fault {site}", hits);
        output.WriteLine(Broken.Count == 0
            ? "every promise held"
            : $"{Broken.Count} worlds broke a promise");

        void Line(string name, long count) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-30} {count,10}"));
    }

    /// <summary>Writes what was found in one world.</summary>
    public static void Write(WorldReport world, TextWriter output)
    {
        foreach (var violation in world.Violations)
            output.WriteLine($"seed {world.Seed}: {violation.Promise}: {violation.What}");
        foreach (var line in world.Story)
            output.WriteLine($"    {line}");
        output.WriteLine(world.Violations.Count == 0
            ? $"seed {world.Seed}: every promise held; trace {world.TraceHash:x16}, {world.Events} events"
            : $"  repeat it with: tandem drill explore --seed {world.Seed} --trace");
    }
}
