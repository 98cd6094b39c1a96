using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Reads what happens and what must be seen, by the vocabulary.</summary>
internal sealed class PlotReader(IReadOnlyList<Actor> cast, TimeSpan start, Mistakes mistakes)
{
    private const int MostTimes = 100_000;

    private static readonly string[] StepParts =
        ["at", "after", "who", "does", "every", "times", "for", "refused"];

    private static readonly string[] LookParts = ["at", "see", "because"];

    private readonly ValueReader _values = new(cast, start, mistakes);

    public IReadOnlyList<Step> Steps(IReadOnlyList<Sheet> sheets)
    {
        var steps = new List<Step>();
        var before = TimeSpan.Zero;
        foreach (var sheet in sheets)
        {
            before = Begin(sheet, before);
            if (Read(sheet, before) is { } step)
                steps.Add(step);
        }

        return steps;
    }

    public IReadOnlyList<Expectation> Expectations(IReadOnlyList<Sheet> sheets) =>
        [.. sheets.Select(Look).OfType<Expectation>()];

    private Step? Read(Sheet sheet, TimeSpan at)
    {
        var who = sheet.Required("who", "who: phone");
        var does = sheet.Required("does", "does: write");
        var actor = who is null ? null : _values.ActorOf(who, sheet.Of("who"), _ => true, "an actor of this scenario");
        var act = does is null || actor is null ? null : Vocabulary.FindAct(does.Value!, actor.Role);
        if (does is not null && actor is not null && act is null)
        {
            var known = Vocabulary.Acts.Where(one => one.Roles.Contains(actor.Role)).Select(one => one.Name).ToList();
            mistakes.Add(
                does, sheet.Of("does"), does.Value, $"must be something a {Vocabulary.Word(actor.Role)} does",
                Advice.On(does.Value!, known));
        }

        var isRefused = sheet.Scalar("refused") is { } refused && _values.FlagOf(refused, sheet.Of("refused")) == true;
        var (times, every) = Repetition(sheet);
        if (act is null)
            return null;

        var given = _values.Read(sheet, act.Parameters);
        sheet.Close($"'{act.Name}'", [.. act.Parameters.Select(one => one.Name), .. StepParts]);
        return new Step(does!.Start.Line, does.Start.Column, at, actor!, act, given)
        { Times = times, Every = every, IsRefused = isRefused };
    }

    private Expectation? Look(Sheet sheet)
    {
        var word = sheet.Required("see", "see: messages");
        var at = sheet.Scalar("at") is { } time ? _values.TimeOf(time, sheet.Of("at")) : null;
        var because = sheet.Scalar("because")?.Value;
        if (word is null)
            return null;
        if (Vocabulary.FindSight(word.Value!) is not { } sight)
        {
            var known = Vocabulary.Sights.Select(one => one.Name).ToList();
            mistakes.Add(
                word, sheet.Of("see"), word.Value, "must be something that can be seen",
                Advice.On(word.Value!, known));
            return null;
        }

        var given = _values.Read(sheet, sight.Parameters);
        Bounds(sheet, sight, given);
        sheet.Close($"'{sight.Name}'", [.. sight.Parameters.Select(one => one.Name), .. LookParts]);
        return new Expectation(sheet.Line, at, sight, given) { Because = because };
    }

    private void Bounds(Sheet sheet, Sight sight, Given given)
    {
        string[] bounds = ["exactly", "at_least", "at_most"];
        if (sight.Parameters.Any(one => bounds.Contains(one.Name)) && !bounds.Any(given.Has))
            mistakes.Add(sheet.Node, sheet.Path, null, "must say how many", "add exactly: 1, at_least or at_most");
        if (given.Has("exactly") && (given.Has("at_least") || given.Has("at_most")))
            mistakes.Add(
                sheet.Node, sheet.Path, null, "must say how many in one way", "leave out exactly, or the others");
    }

    private TimeSpan Begin(Sheet sheet, TimeSpan before)
    {
        var at = sheet.Scalar("at");
        var after = sheet.Scalar("after");
        if (at is not null && after is not null)
            mistakes.Add(after, sheet.Of("after"), after.Value, "goes without at", "leave one of them out");
        if (at is not null)
            return _values.TimeOf(at, sheet.Of("at")) ?? before;
        return before + (after is null ? TimeSpan.Zero : _values.DurationOf(after, sheet.Of("after")) ?? default);
    }

    private (int Times, TimeSpan Every) Repetition(Sheet sheet)
    {
        var (every, times, lasts) = (sheet.Scalar("every"), sheet.Scalar("times"), sheet.Scalar("for"));
        if (every is null && times is null && lasts is null)
            return (1, default);

        var pause = every is null ? TimeSpan.Zero : _values.DurationOf(every, sheet.Of("every")) ?? default;
        if (times is not null && lasts is not null)
            mistakes.Add(lasts, sheet.Of("for"), lasts.Value, "goes without times", "leave one of them out");
        if (lasts is not null && pause == default)
            mistakes.Add(lasts, sheet.Of("for"), lasts.Value, "goes with every", "add every: 2s");
        if (every is not null && times is null && lasts is null)
            mistakes.Add(every, sheet.Of("every"), every.Value, "must end some time", "add times: 10, or for: 10m");
        var count = times is not null ? CountOf(times, sheet.Of("times"))
            : lasts is not null && pause > TimeSpan.Zero && _values.DurationOf(lasts, sheet.Of("for")) is { } length
                ? (int)Math.Min(MostTimes, length / pause)
            : 1;
        return (Math.Max(1, count), pause);
    }

    private int CountOf(YamlScalarNode times, string field)
    {
        if (int.TryParse(times.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= MostTimes)
            return count;
        mistakes.Add(times, field, times.Value, $"must be a whole number from 1 to {MostTimes}", "change it");
        return 1;
    }
}
