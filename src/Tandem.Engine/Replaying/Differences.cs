namespace Tandem.Engine.Replaying;

/// <summary>Counts every difference and keeps the first ones: behind them it is mostly the same one again.</summary>
internal sealed class Differences(int most)
{
    private readonly List<Difference> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<Difference> First => _first;

    public void Add(string where, string what)
    {
        Count++;
        if (_first.Count < most)
            _first.Add(new Difference(where, what));
    }

    /// <summary>Another's, behind these.</summary>
    public Differences With(Differences more)
    {
        var both = new Differences(most) { Count = Count + more.Count };
        both._first.AddRange(_first.Concat(more._first).Take(most));
        return both;
    }
}
