using System.Globalization;
using Tandem.Drills.Worlds;
using Tandem.Testing;

namespace Tandem.Drills.Tests;

/// <summary>
/// Goal: whatever the wire, the disk and the process do, the promises of the product hold.
/// Method: run the engine against the platform's mind in simulated worlds, compare the end with the platform's ledger.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class ExplorationTests
{
    /// <summary>
    /// One seed from <c>TANDEM_SEED</c>; otherwise the standing 500, or with <c>TANDEM_TEST_FULL=1</c> 10,000. Every
    /// tenth runs twice.
    /// </summary>
    private static (ulong From, int Count, int TwiceEvery) Seeds =>
        ulong.TryParse(Environment.GetEnvironmentVariable("TANDEM_SEED"), out var seed) ? (seed, 1, 1)
        : Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? (1UL, 10_000, 10)
        : (1UL, 500, 10);

    [Fact]
    public void Every_promise_holds_in_every_world_and_a_seed_that_runs_again_runs_the_same()
    {
        var (from, count, twiceEvery) = Seeds;
        using var found = new StringWriter(CultureInfo.InvariantCulture);

        var report = Exploration.Run(
            from,
            count,
            twiceEvery,
            Figures.Counting<WorldReport>($"worlds from seed {from} on", count),
            found,
            TestContext.Current.CancellationToken);

        Figures.Say(found.ToString());
        Assert.True(report.Broken.Count == 0, found.ToString());
        if (count > 1)
            ItWasAStorm(report);
    }

    // A storm without a fault proves nothing of it; nor does one that nobody is out in.
    private static void ItWasAStorm(ExplorationReport report)
    {
        var median = MedianWorld.Of(report.Worlds);

        Assert.DoesNotContain(report.Faults, fault => fault.Value == 0);
        Assert.Contains(report.Worlds, world => world.Counts[WorldReport.SendsLeftUnknown] > 0);
        Assert.True(median.Storm >= TimeSpan.FromHours(24), $"{median}");
        Assert.True(
            median is { CustomersMessages: >= 200, Sends: >= 50, FaultKinds: >= 3, HubEnds: >= 1 }, $"{median}");
    }

    [Fact]
    public void A_world_without_faults_loses_nothing_and_everything_in_it_happens()
    {
        var reports = Enumerable.Range(1, 10).Select(seed => Exploration.Run((ulong)seed, withFaults: false)).ToList();

        Assert.All(reports, report => Assert.Empty(report.Violations));
        Assert.All(reports, report => Assert.Empty(report.Faults));
        Assert.All(reports, report => Assert.Equal(1, report.Counts["hub processes"]));
        Assert.True(reports.Sum(report => report.Counts["sends on the wire"]) > 50);
    }

    [Fact]
    public void Another_seed_is_another_world() =>
        Assert.NotEqual(Exploration.Run(1).TraceHash, Exploration.Run(2).TraceHash);

    [Fact]
    public void A_trace_tells_the_same_run_event_by_event()
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);

        var traced = Exploration.Trace(3, lines);

        Assert.Equal(Exploration.Run(3).TraceHash, traced.TraceHash);
        Assert.True(lines.ToString().Count(letter => letter == '\n') >= traced.Events);
    }

    [Fact]
    public void Half_of_the_faults_are_on_in_a_world_and_a_plan_follows_from_its_seed()
    {
        var on = Enumerable.Range(1, 200).Average(seed => WorldPlan.Of((ulong)seed).Rates.Count(rate => rate > 0));

        Assert.InRange(on / Enum.GetValues<FaultSite>().Length, 0.4, 0.6);
        Assert.Equal(WorldPlan.Of(7).Rates, WorldPlan.Of(7).Rates);
        Assert.All(WorldPlan.Of(7, withFaults: false).Rates, rate => Assert.Equal(0, rate));
    }
}
