using Tandem.Bench.Load;

namespace Tandem.Bench.Measures;

/// <summary>A slice of a subject between two of the server that stores nothing.</summary>
internal sealed record Bracket(Slice Before, Slice Subject, Slice After)
{
    // Neighbours further apart than this saw different machines.
    private const double MostApart = 0.2;

    /// <summary>The subject's share of the ceiling around it.</summary>
    public double Ratio => Subject.PerSecond / ((Before.PerSecond + After.PerSecond) / 2);

    public bool IsSteady =>
        Math.Abs(Before.PerSecond - After.PerSecond) <= MostApart * Math.Max(Before.PerSecond, After.PerSecond);
}

/// <summary>All brackets of a subject; fewer than four steady ones decide nothing.</summary>
internal sealed record Brackets(string Name, IReadOnlyList<Bracket> All)
{
    private const int Fewest = 4;

    public IReadOnlyList<Bracket> Steady { get; } = [.. All.Where(bracket => bracket.IsSteady)];

    public bool IsConclusive => Steady.Count >= Fewest;

    public double Ratio(double quantile) => Of(Steady.Select(bracket => bracket.Ratio), quantile);

    public double PerSecond => Of(Steady.Select(bracket => bracket.Subject.PerSecond), 0.5);

    public double P50 => Of(Steady.Select(bracket => bracket.Subject.P50.TotalMilliseconds), 0.5);

    public double P99 => Of(Steady.Select(bracket => bracket.Subject.P99.TotalMilliseconds), 0.5);

    private static double Of(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Round(quantile * (sorted.Count - 1))];
    }
}
