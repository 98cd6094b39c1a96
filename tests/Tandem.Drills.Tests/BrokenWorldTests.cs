using System.Globalization;
using Tandem.Drills.Checking;
using Tandem.Drills.Worlds;

namespace Tandem.Drills.Tests;

/// <summary>What an exploration says of a world that breaks: enough to see it again, and at once.</summary>
[Collection(nameof(WholeMachine))]
public sealed class BrokenWorldTests
{
    private const ulong Broken = 2;

    [Fact]
    public void A_world_that_throws_is_a_violation_with_its_seed_and_the_others_go_on()
    {
        var (report, text, _) = Explore(world =>
        {
            if (world.Seed == Broken)
                world.Time.After(TimeSpan.FromMinutes(10), () => throw new InvalidOperationException("it fell over"));
            return Findings.Of(world, world.Run());
        });

        Assert.Equal([Broken], report.Broken.Select(world => world.Seed));
        Assert.Equal([1UL, Broken, 3UL], report.Worlds.Select(world => world.Seed));
        var violation = Assert.Single(report.Broken[0].Violations); // and both runs fell over alike
        Assert.Equal("exception", violation.Promise);
        Assert.Contains("seed 2: exception: System.InvalidOperationException: it fell over", text,
            StringComparison.Ordinal);
        Assert.Contains("1 worlds broke a promise", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_throws_is_one_too_and_tells_how_the_world_ended()
    {
        var (report, text, _) = Explore(world =>
        {
            world.Run();
            return world.Seed == Broken ? throw new InvalidOperationException("no such row") : [];
        });

        var world = Assert.Single(report.Broken);
        Assert.True(world.Counts[WorldReport.HubProcesses] > 0);
        Assert.Equal(40, world.Story.Count);
        Assert.Contains($" {world.Events,6} ", world.Story[^1], StringComparison.Ordinal);
        Assert.Contains($"    {world.Story[^1]}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_promise_is_written_when_it_is_found_with_its_story_and_the_command_that_repeats_it()
    {
        var (report, text, whenFound) = Explore(world =>
        {
            world.Run();
            return world.Seed == Broken ? [new Violation("P1", "it is gone", ["storm is over"])] : [];
        });

        var story = Assert.Single(Assert.Single(report.Broken).Story);
        string[] said =
        [
            "seed 2: P1: it is gone", $"    {story}", "  repeat it with: tandem drill explore --seed 2 --trace", "",
        ];
        Assert.EndsWith(" calm                   the storm is over", story, StringComparison.Ordinal);
        Assert.Equal(string.Join('\n', said), whenFound);
        Assert.StartsWith(string.Join('\n', [.. said[..^1], "3 worlds, "]), text, StringComparison.Ordinal);
    }

    private static (ExplorationReport Report, string Text, string WhenFound) Explore(
        Func<World, IReadOnlyList<Violation>> play)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var listener = new Listener(output);
        var report = Exploration.Run(
            1, 3, twiceEvery: 1, listener, output, play, TestContext.Current.CancellationToken);
        return (report, output.ToString(), listener.WhenFound);
    }

    // What was written by the time that a broken world is told of.
    private sealed class Listener(StringWriter output) : IProgress<WorldReport>
    {
        public string WhenFound { get; private set; } = "";

        public void Report(WorldReport value)
        {
            if (value.Violations.Count > 0)
                WhenFound = output.ToString();
        }
    }
}
