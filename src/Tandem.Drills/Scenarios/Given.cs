namespace Tandem.Drills.Scenarios;

/// <summary>What a step or an expectation was given, by parameter; checked, and in the parameter's own type.</summary>
public sealed class Given
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Words)> _written = [];

    /// <summary>As it was written, for reports.</summary>
    public string Words => string.Join(", ", _written.Select(one => $"{one.Name}: {one.Words}"));

    /// <summary>Whether a parameter was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A text, a choice or a name.</summary>
    public string? Text(string name) => Get<string>(name);

    /// <summary>Several choices.</summary>
    public IReadOnlyList<string> Texts(string name) => Get<string[]>(name) ?? [];

    /// <summary>A duration, or a time from the start.</summary>
    public TimeSpan? Time(string name) => _values.GetValueOrDefault(name) as TimeSpan?;

    /// <summary>A whole number: a count, a code, bytes.</summary>
    public long? Number(string name) => _values.GetValueOrDefault(name) as long?;

    /// <summary>A number between 0 and 1.</summary>
    public double? Share(string name) => _values.GetValueOrDefault(name) as double?;

    /// <summary>Yes or no.</summary>
    public bool? Flag(string name) => _values.GetValueOrDefault(name) as bool?;

    /// <summary>An actor.</summary>
    public Actor? Actor(string name) => Get<Actor>(name);

    internal void Put(string name, object value, string words)
    {
        _values[name] = value;
        _written.Add((name, words));
    }

    private T? Get<T>(string name)
        where T : class => _values.GetValueOrDefault(name) as T;
}
