using System.Globalization;

namespace Tandem.Engine.Storing;

/// <summary>The durations of a store's newest commits: what a sync really costs here.</summary>
public sealed class SyncTimes
{
    private const int Kept = 128;

    private readonly Lock _lock = new();
    private readonly double[] _milliseconds = new double[Kept];
    private int _count;

    /// <summary>Remembers one commit and forgets the oldest.</summary>
    public void Add(TimeSpan duration)
    {
        lock (_lock)
            _milliseconds[_count++ % Kept] = duration.TotalMilliseconds;
    }

    /// <summary>The median in milliseconds, or a text that says there is none yet.</summary>
    public string Describe()
    {
        double[] known;
        lock (_lock)
            known = _milliseconds[..Math.Min(_count, Kept)];

        if (known.Length == 0)
            return "nothing synced yet";

        Array.Sort(known);
        return known[known.Length / 2].ToString("0.00", CultureInfo.InvariantCulture);
    }
}
