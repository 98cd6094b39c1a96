namespace Tandem.Fuzz.Tests.Judging;

/// <summary>Which names were ever given to one person (disjoint sets).</summary>
internal sealed class Kinship
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    /// <summary>All names so far.</summary>
    public IReadOnlyCollection<string> Names => _parents.Keys;

    /// <summary>These are one person.</summary>
    public void Join(IReadOnlyCollection<string> names)
    {
        string? first = null;
        foreach (var name in names)
        {
            _parents.TryAdd(name, name);
            if (first is null)
                first = RootOf(name);
            else
                _parents[RootOf(name)] = first;
        }
    }

    /// <summary>One name for all of a person's.</summary>
    public string RootOf(string name)
    {
        while (_parents.TryGetValue(name, out var parent) && parent != name)
            name = parent;
        return name;
    }
}
