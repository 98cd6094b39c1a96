using System.Globalization;

namespace Tandem.Storage.Sqlite.Writing;

/// <summary>The durations of the newest commits: what this disk's sync really costs.</summary>
internal sealed class SyncTimes
{
    private const int Kept = 128;

    private readonly Lock _lock = new();
    private readonly double[] _milliseconds = new double[Kept];
    private int _count;

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
