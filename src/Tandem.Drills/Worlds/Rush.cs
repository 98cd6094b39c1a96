using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>A part of a world's time in which people write often. Between two of them it is quiet.</summary>
/// <param name="From">When it begins, from the world's start.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="IsOff">
/// By <see cref="FaultSite"/>: faults of the world that do not strike from here to the next rush. With all of them at
/// once for a day and a night, nothing would ever be whole enough to be broken by the next.
/// </param>
internal sealed record Rush(TimeSpan From, TimeSpan Length, IReadOnlyList<bool> IsOff)
{
    private static readonly int Sites = Enum.GetValues<FaultSite>().Length;

    /// <summary>When it ends, from the world's start.</summary>
    public TimeSpan To => From + Length;

    /// <summary>One that fills the whole of a short world, with every fault the world has.</summary>
    public static Rush Of(TimeSpan length) => new(TimeSpan.Zero, length, new bool[Sites]);

    /// <summary>
    /// Several within a day or two: the first at its beginning, the last at its end, of random length in between.
    /// </summary>
    /// <param name="chance">Draws them.</param>
    /// <param name="day">From the first's beginning to the last's end.</param>
    /// <param name="busy">How long all of them last together.</param>
    public static IReadOnlyList<Rush> Spread(Chance chance, TimeSpan day, TimeSpan busy)
    {
        var count = 4 + chance.Below(5);
        var lengths = Enumerable.Range(0, count).Select(_ => 0.3 + chance.Unit()).ToList();
        var pauses = Enumerable.Range(0, count - 1).Select(_ => 0.1 + chance.Unit()).ToList();
        var rushes = new List<Rush>(count);
        var from = TimeSpan.Zero;
        for (var i = 0; i < count; i++)
        {
            var length = busy * (lengths[i] / lengths.Sum());
            rushes.Add(new Rush(from, length, [.. Enumerable.Range(0, Sites).Select(_ => chance.Happens(0.5))]));
            if (i < count - 1)
                from += length + ((day - busy) * (pauses[i] / pauses.Sum()));
        }

        return rushes;
    }
}
