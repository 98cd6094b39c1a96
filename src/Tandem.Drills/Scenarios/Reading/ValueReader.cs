using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Reads values by the kind of their parameter.</summary>
internal sealed class ValueReader(IReadOnlyList<Actor> cast, TimeSpan start, Mistakes mistakes)
{
    private readonly List<string> _names = [];

    /// <summary>Everything that a step or an expectation was given.</summary>
    public Given Read(Sheet sheet, IReadOnlyList<Parameter> parameters)
    {
        var given = new Given();
        foreach (var parameter in parameters)
        {
            var field = sheet.Of(parameter.Name);
            if (parameter.IsRequired && !sheet.Keys.Contains(parameter.Name))
                mistakes.Add(sheet.Node, field, null, "must be there", $"add {parameter.Name}: {parameter.About}");
            else if (parameter.Kind == ValueKind.Choices)
                ReadList(sheet, parameter, given);
            else if (sheet.Scalar(parameter.Name) is { } node && Value(node, field, parameter) is { } value)
                given.Put(parameter.Name, value, node.Value!);
        }

        return given;
    }

    /// <summary>Somebody of the scenario.</summary>
    public Actor? ActorOf(YamlScalarNode node, string field, Func<Actor, bool> fits, string what)
    {
        var known = cast.Where(fits).ToList();
        if (known.Find(actor => actor.Name == node.Value) is { } found)
            return found;
        mistakes.Add(
            node, field, node.Value, $"must be {what}",
            Advice.On(node.Value!, [.. known.Select(actor => actor.Name)]));
        return null;
    }

    /// <summary>A time of day, from the start.</summary>
    public TimeSpan? TimeOf(YamlScalarNode node, string field)
    {
        if (Quantities.TimeOfDay(node.Value!) is { } time && time >= start)
            return time - start;
        return Wrong<TimeSpan?>(
            node, field, $"must be a time of day from {Quantities.Clock(start)} on", "write it like 09:00:30");
    }

    public TimeSpan? DurationOf(YamlScalarNode node, string field) =>
        Quantities.Duration(node.Value!)
        ?? Wrong<TimeSpan?>(node, field, "must be a duration of at most 30 days", "write it like 90s, 10m or 1h30m");

    public bool? FlagOf(YamlScalarNode node, string field) =>
        node.Value is "true" or "false"
            ? node.Value == "true"
            : Wrong<bool?>(node, field, "must be true or false", "change it or leave it out");

    private void ReadList(Sheet sheet, Parameter parameter, Given given)
    {
        var field = sheet.Of(parameter.Name);
        IReadOnlyList<YamlNode> nodes = sheet.Take(parameter.Name) switch
        {
            YamlSequenceNode list => [.. list.Children],
            { } one => [one],
            null => [],
        };
        var values = nodes.OfType<YamlScalarNode>().Select(node => ChoiceOf(node, field, parameter)).OfType<string>()
            .ToArray();
        if (values.Length > 0)
            given.Put(parameter.Name, values, string.Join(", ", values));
        else if (nodes.Count == 0 || nodes.Any(node => node is not YamlScalarNode))
            mistakes.Add(sheet.Node, field, null, "must be a list of words", $"write [{parameter.Choices[0]}]");
    }

    private object? Value(YamlScalarNode node, string field, Parameter parameter) => parameter.Kind switch
    {
        ValueKind.Text => node.Value,
        ValueKind.Duration => DurationOf(node, field),
        ValueKind.Time => TimeOf(node, field),
        ValueKind.Number => long.TryParse(node.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : Wrong<object?>(node, field, "must be a whole number", "change it"),
        ValueKind.Size => Quantities.Size(node.Value!) is { } size
            ? size
            : Wrong<object?>(node, field, "must be a size of at most 2 GB", "write it like 300 kB or 17 MB"),
        ValueKind.Share =>
            double.TryParse(node.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                && share is >= 0 and <= 1
            ? share
            : Wrong<object?>(node, field, "must be a number from 0 to 1", "change it"),
        ValueKind.Flag => FlagOf(node, field),
        ValueKind.Choice => ChoiceOf(node, field, parameter),
        ValueKind.Customer => ActorOf(node, field, actor => actor.Role == Role.Customer, "a customer"),
        ValueKind.Sender => ActorOf(node, field, actor => actor.IsSender, "somebody who sends through the hub"),
        ValueKind.NewName => NewName(node.Value!),
        _ => _names.Contains(node.Value!)
            ? node.Value
            : Wrong<object?>(
                node, field, "must be a name that an earlier step gave", Advice.On(node.Value!, _names)),
    };

    private string NewName(string name)
    {
        _names.Add(name);
        return name;
    }

    private string? ChoiceOf(YamlScalarNode node, string field, Parameter parameter) =>
        parameter.Choices.Contains(node.Value)
            ? node.Value
            : Wrong<string?>(
                node, field, $"must be one of {string.Join(", ", parameter.Choices)}",
                Advice.On(node.Value!, parameter.Choices));

    private T? Wrong<T>(YamlScalarNode node, string field, string rule, string remedy)
    {
        mistakes.Add(node, field, node.Value, rule, remedy);
        return default;
    }
}
