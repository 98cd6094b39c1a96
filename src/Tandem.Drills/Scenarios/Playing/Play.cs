using Tandem.Drills.Scenarios.Judging;
using Tandem.Drills.Scenarios.Reading;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>One performance of a scenario: each step at its time, each look at its.</summary>
public sealed class Play
{
    private readonly Scenario _scenario;
    private readonly IStage _stage;
    private readonly Deeds _deeds;
    private readonly IProgress<string>? _progress;
    private readonly List<Verdict> _verdicts = [];

    /// <summary>A performance that has not begun.</summary>
    /// <param name="scenario">What is played.</param>
    /// <param name="stage">Where.</param>
    /// <param name="progress">Told of each step and look as it comes; null: nobody is.</param>
    public Play(Scenario scenario, IStage stage, IProgress<string>? progress = null)
    {
        (_scenario, _stage, _progress) = (scenario, stage, progress);
        Cast = new Cast(scenario, stage);
        _deeds = new Deeds(scenario, stage, Cast);
    }

    /// <summary>Everybody's names on this stage.</summary>
    public Cast Cast { get; }

    /// <summary>What was done, in that order.</summary>
    public IReadOnlyList<Done> Done => _deeds.Done;

    /// <summary>What was judged so far.</summary>
    public IReadOnlyList<Verdict> Verdicts => _verdicts;

    /// <summary>Plays all steps, and judges what is to be seen meanwhile; ends when the hub is up.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var looks = _scenario.Expectations.Where(one => one.At is not null)
            .GroupBy(one => one.At!.Value).Select(group => (At: group.Key, Order: int.MaxValue, Go: Look([.. group])));
        var deeds = _scenario.Steps.SelectMany((step, order) => Enumerable.Range(0, step.Times)
            .Select(i => (At: step.At + (step.Every * i), Order: order, Go: Do(step, i))));
        foreach (var (at, _, go) in deeds.Concat(looks).OrderBy(one => one.At).ThenBy(one => one.Order))
        {
            await _stage.ReachAsync(_stage.Start + at, ct);
            await go(ct);
        }

        await _stage.ReachAsync(_stage.Start + _scenario.Length, ct);
    }

    /// <summary>Judges what is to be seen once all has come to rest.</summary>
    public Evidence JudgeEnd(Evidence evidence)
    {
        Judge([.. _scenario.Expectations.Where(one => one.At is null)], evidence);
        return evidence;
    }

    /// <summary>What is looked at in the end.</summary>
    public IReadOnlyList<Expectation> AtTheEnd => [.. _scenario.Expectations.Where(one => one.At is null)];

    private Func<CancellationToken, Task> Do(Step step, int i) => async ct =>
    {
        var done = await _deeds.DoAsync(step, i, ct);
        if (i == 0)
            _progress?.Report($"{Clock(step.At)}  {done.Words}{(step.Times > 1 ? $" ({step.Times} times)" : "")}");
    };

    private Func<CancellationToken, Task> Look(IReadOnlyList<Expectation> expectations) => async ct =>
        Judge(expectations, await _stage.LookAsync(expectations, ct));

    private void Judge(IReadOnlyList<Expectation> expectations, Evidence evidence)
    {
        foreach (var expectation in expectations)
        {
            var verdict = Judge(expectation, evidence);
            _verdicts.Add(verdict);
            var at = expectation.At is { } time ? Clock(time) : "the end ";
            _progress?.Report($"{at}  {(verdict.Holds ? "✓" : "✗")} {verdict.Words}");
        }
    }

    private Verdict Judge(Expectation expectation, Evidence evidence) =>
        new Judgement(_scenario, Cast, evidence).Of(expectation);

    private string Clock(TimeSpan at) => Quantities.Clock(_scenario.Setting.Start + at);
}
