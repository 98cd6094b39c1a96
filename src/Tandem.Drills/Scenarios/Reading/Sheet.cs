using YamlDotNet.RepresentationModel;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>A mapping of the file that is being read: who takes what is known, and the rest is told of.</summary>
internal sealed class Sheet
{
    private readonly YamlMappingNode _node;
    private readonly Mistakes _mistakes;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public Sheet(YamlMappingNode node, string path, Mistakes mistakes)
    {
        (_node, Path, _mistakes) = (node, path, mistakes);
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode))
            mistakes.Add(key, path, null, "must have words as keys", "write key: value");
    }

    public string Path { get; }

    public YamlNode Node => _node;

    public long Line => _node.Start.Line;

    /// <summary>Keys that are there, in the order of the file.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public string Of(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>The value of a key; null: it is not there.</summary>
    public YamlNode? Take(string key)
    {
        _taken.Add(key);
        return _node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == key)
            .Value;
    }

    /// <summary>The plain value of a key; null: it is not there, or is none, which is told of.</summary>
    public YamlScalarNode? Scalar(string key)
    {
        var node = Take(key);
        if (node is YamlScalarNode { Value: not null } scalar)
            return scalar;
        if (node is not null)
            _mistakes.Add(node, Of(key), null, "must be one plain value", "write it behind the colon");
        return null;
    }

    /// <summary>The plain value of a key that must be there.</summary>
    public YamlScalarNode? Required(string key, string example)
    {
        if (!Keys.Contains(key))
            _mistakes.Add(_node, Of(key), null, "must be there", $"add {example}");
        return Scalar(key);
    }

    /// <summary>A mapping in this one; null: it is not there, or is none.</summary>
    public Sheet? Inner(string key) => Take(key) is { } node ? Of(node, Of(key), _mistakes) : null;

    /// <summary>The entries of a list in this one.</summary>
    public IReadOnlyList<Sheet> List(string key)
    {
        var node = Take(key);
        if (node is null)
            return [];
        if (node is YamlSequenceNode list)
            return [.. list.Children.Select((one, i) => Of(one, $"{Of(key)}[{i}]", _mistakes)).OfType<Sheet>()];

        _mistakes.Add(node, Of(key), null, "must be a list", "begin each entry with a dash");
        return [];
    }

    /// <summary>Tells of every key that nobody took.</summary>
    public void Close(string of, IReadOnlyCollection<string> known)
    {
        foreach (var key in _node.Children.Keys.OfType<YamlScalarNode>().Where(key => !_taken.Contains(key.Value!)))
            _mistakes.Add(key, Of(key.Value!), null, $"is nothing that {of} has", Advice.On(key.Value!, known));
    }

    public static Sheet? Of(YamlNode node, string path, Mistakes mistakes)
    {
        if (node is YamlMappingNode mapping)
            return new Sheet(mapping, path, mistakes);
        var field = path.Length == 0 ? "the file" : path;
        mistakes.Add(node, field, null, "must have keys with values", "write key: value");
        return null;
    }
}

/// <summary>Gathers what is wrong with a file.</summary>
internal sealed class Mistakes(string file)
{
    private readonly List<Mistake> _all = [];

    /// <summary>All of them, by place.</summary>
    public IReadOnlyList<Mistake> All => [.. _all.OrderBy(one => (one.Line, one.Column))];

    public void Add(YamlNode at, string field, string? value, string rule, string remedy) =>
        _all.Add(new Mistake(file, at.Start.Line, at.Start.Column, field, value, rule, remedy));
}
