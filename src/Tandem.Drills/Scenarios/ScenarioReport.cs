using System.Globalization;
using Tandem.Drills.Checking;
using Tandem.Drills.Scenarios.Judging;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Scenarios.Reading;

namespace Tandem.Drills.Scenarios;

/// <summary>What came of a scenario.</summary>
/// <param name="Scenario">Which.</param>
/// <param name="Done">What was done.</param>
/// <param name="Verdicts">What was expected and seen.</param>
/// <param name="Violations">Broken promises.</param>
/// <param name="Measures">What was measured.</param>
/// <param name="PlatformTime">How much time passed on the platform.</param>
/// <param name="Took">How much passed here.</param>
/// <param name="TraceHash">Of a simulated run: the same file gives the same; null of a live one.</param>
public sealed record ScenarioReport(
    Scenario Scenario,
    IReadOnlyList<Done> Done,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<Violation> Violations,
    IReadOnlyList<Measure> Measures,
    TimeSpan PlatformTime,
    TimeSpan Took,
    ulong? TraceHash)
{
    private const int MostShown = 10;

    /// <summary>Steps that did not come as they were written.</summary>
    public IReadOnlyList<Done> Astray => [.. Done.Where(done => !done.IsAsWritten)];

    /// <summary>Whether all came as it was written.</summary>
    public bool IsGreen => Astray.Count == 0 && Violations.Count == 0 && Verdicts.All(verdict => verdict.Holds);

    /// <summary>What came of a play whose end has been judged.</summary>
    public static ScenarioReport Of(
        Scenario scenario, Play play, Evidence end, TimeSpan platformTime, TimeSpan took, ulong? traceHash) => new(
        scenario, play.Done, play.Verdicts, end.Violations ?? [], Measure.Of(end), platformTime, took, traceHash);

    /// <summary>Writes what can be read at a glance: steps, expectations with ticks, measures.</summary>
    public void Write(TextWriter to)
    {
        to.WriteLine(Scenario.Name);
        if (Scenario.About is { } about)
            to.WriteLine($"  {about.ReplaceLineEndings(" ").Trim()}");
        to.WriteLine();
        foreach (var step in Done.GroupBy(done => done.Step))
            WriteStep(step.Key, [.. step], to);
        to.WriteLine();
        foreach (var verdict in Verdicts)
            WriteVerdict(verdict, to);
        to.WriteLine(Violations.Count == 0 ? "  ✓ every promise held" : $"  ✗ {Violations.Count} broken promises");
        foreach (var violation in Violations.Take(MostShown))
            to.WriteLine($"      {violation.Promise}: {violation.What}");
        to.WriteLine();
        foreach (var measure in Measures)
            to.WriteLine($"  {measure.Name,-24} {measure.Value}");
        to.WriteLine();
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsGreen ? "passed" : "failed")}: {Quantities.Words(PlatformTime)} of the platform in "
            + $"{Took.TotalSeconds:0.0} s{(TraceHash is { } hash ? $"; trace {hash:x16}" : "")}"));
    }

    private void WriteStep(Step step, IReadOnlyList<Done> times, TextWriter to)
    {
        var often = times.Count > 1 ? $", {times.Count} times until {Clock(times[^1].At)}" : "";
        to.WriteLine($"  {Clock(times[0].At)}  {times[0].Words}{often}");
        foreach (var astray in times.Where(done => !done.IsAsWritten).Take(1))
        {
            var why = astray.Refusal is { } refusal
                ? $"{refusal.Field}: {refusal.Rule}; {refusal.Remedy}"
                : "was done, and should have been refused";
            to.WriteLine($"    ✗ {Scenario.File}:{step.Line}: {why}");
        }
    }

    private void WriteVerdict(Verdict verdict, TextWriter to)
    {
        var when = verdict.Expectation.At is { } at ? $"{Clock(at)}  " : "";
        to.WriteLine($"  {(verdict.Holds ? "✓" : "✗")} {when}{verdict.Words}: {verdict.Seen}");
        if (verdict.Holds)
            return;

        to.WriteLine($"      {Scenario.File}:{verdict.Expectation.Line}: {verdict.Expectation.Sight.Name} "
            + $"({verdict.Expectation.Given.Words})");
        to.WriteLine($"      expected {verdict.Expected}, seen {verdict.Seen}");
        foreach (var one in verdict.Which)
            to.WriteLine($"        {one}");
    }

    private string Clock(TimeSpan at) => Quantities.Clock(Scenario.Setting.Start + at);
}
