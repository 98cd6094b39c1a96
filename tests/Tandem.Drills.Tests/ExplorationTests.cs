using System.Globalization;
using Tandem.Drills.Worlds;

namespace Tandem.Drills.Tests;

/// <summary>
/// Goal: whatever the wire, the disk and the process do, the promises of the product hold.
/// Method: run the engine against the platform's mind in simulated worlds, compare the end with the platform's ledger.
/// </summary>
public sealed class ExplorationTests
{
    /// <summary>
    /// One seed from <c>TANDEM_SEED</c>; otherwise the standing 200, or 2,000 with <c>TANDEM_TEST_FULL=1</c>.
    /// </summary>
    private static (ulong From, int Count) Seeds =>
        ulong.TryParse(Environment.GetEnvironmentVariable("TANDEM_SEED"), out var seed) ? (seed, 1)
        : Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? (1UL, 2_000)
        : (1UL, 200);

    [Fact]
    public void Every_promise_holds_in_every_world_and_every_seed_runs_twice_the_same()
    {
        var (from, count) = Seeds;
        using var found = new StringWriter(CultureInfo.InvariantCulture);

        var report = Exploration.Run(from, count, progress: null, found, TestContext.Current.CancellationToken);

        Assert.True(report.Broken.Count == 0, found.ToString());
        TestContext.Current.TestOutputHelper!.WriteLine(found.ToString());
        if (count >= 200)
            // a storm without a fault proves nothing of it
            Assert.DoesNotContain(report.Faults, fault => fault.Value == 0);
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
