using System.Globalization;
using Tandem.Drills.Scenarios;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>
/// Goal: what people report of coexistence cannot happen here, scenario by scenario.
/// Method: play each file of <c>drills</c> in a simulated world, twice.
/// </summary>
public sealed class DrillFilesTests
{
    public static TheoryData<string> Files => [.. DrillFiles.Names];

    [Theory, MemberData(nameof(Files))]
    public void A_scenario_is_green_and_the_same_when_it_is_played_again(string file)
    {
        var first = Play(file);
        var again = Play(file);

        Assert.Equal(first.TraceHash, again.TraceHash);
        Assert.Equal(first.Verdicts.Select(verdict => verdict.Seen), again.Verdicts.Select(verdict => verdict.Seen));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_scenario_begins_with_the_claim_it_tests(string file) =>
        Assert.StartsWith("# ", File.ReadAllText(Path.Combine(DrillFiles.Root, "drills", file)),
            StringComparison.Ordinal);

    [Fact]
    public void The_scenarios_that_were_asked_for_are_there() => Assert.Subset(
        DrillFiles.Names.ToHashSet(),
        new HashSet<string>
        {
            "backlog.yaml", "batch-while-the-app-is-active.yaml", "big-video.yaml", "duplicates-on-reconnect.yaml",
            "history-import-during-live-traffic.yaml", "phone-offline-at-peak.yaml",
            "re-registration-in-mid-traffic.yaml", "unsupported-companion.yaml",
            "webhook-endpoint-down-for-an-hour.yaml",
        });

    [Fact]
    public void A_trace_tells_the_run_event_by_event_and_changes_nothing()
    {
        var scenario = DrillFiles.Read("big-video.yaml");
        using var lines = new StringWriter(CultureInfo.InvariantCulture);

        var traced = DrillFiles.Play(scenario, lines);

        Assert.Equal(DrillFiles.Play(scenario).TraceHash, traced.TraceHash);
        Assert.Contains("vanished", lines.ToString(), StringComparison.Ordinal);
    }

    private static ScenarioReport Play(string file)
    {
        var report = DrillFiles.Play(DrillFiles.Read(file));
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        report.Write(written);
        Assert.True(report.IsGreen, written.ToString());
        return report;
    }
}
