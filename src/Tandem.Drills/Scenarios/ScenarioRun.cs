using System.Diagnostics;
using Tandem.Drills.Checking;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Scenarios.Simulating;

namespace Tandem.Drills.Scenarios;

/// <summary>Plays a scenario in a simulated world: one thread, virtual time, the same file, the same run.</summary>
public static class ScenarioRun
{
    /// <summary>Plays it and judges it.</summary>
    /// <param name="scenario">What is played.</param>
    /// <param name="progress">Told of each step and look as it comes; null: nobody is.</param>
    /// <param name="trace">Gets every event of the world as a line; null: nothing is written.</param>
    /// <param name="ct">Ends it between two steps.</param>
    public static ScenarioReport Run(
        Scenario scenario, IProgress<string>? progress = null, TextWriter? trace = null, CancellationToken ct = default)
    {
        var began = Stopwatch.GetTimestamp();
        var stage = new SimulatedStage(scenario, trace);
        var play = new Play(scenario, stage, progress);
        Task playing = Task.CompletedTask;
        var isQuiet = stage.World.Play(() => playing = play.RunAsync(ct), scenario.Length);
        if (playing.IsFaulted)
            playing.GetAwaiter().GetResult();
        ct.ThrowIfCancellationRequested();

        var violations = Findings.Of(stage.World, isQuiet);
        var end = play.JudgeEnd(stage.Look(play.AtTheEnd, violations));
        return ScenarioReport.Of(
            scenario, play, end, stage.World.Elapsed, Stopwatch.GetElapsedTime(began), stage.World.Trace.Hash);
    }
}
