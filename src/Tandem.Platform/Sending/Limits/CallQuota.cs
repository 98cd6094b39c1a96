namespace Tandem.Platform.Sending.Limits;

/// <summary>Calls of an hour: it begins with the first call and ends an hour later (Meta, "About the platform", names
/// the numbers; that the hour stands still is ours).</summary>
internal sealed class CallQuota
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private DateTimeOffset _began;

    public int Used { get; private set; }

    /// <summary>Counts a call; false: the quota is used up.</summary>
    public bool TryTake(DateTimeOffset now, int most)
    {
        if (now - _began >= Hour)
        {
            _began = now;
            Used = 0;
        }

        if (Used >= most)
            return false;
        Used++;
        return true;
    }

    /// <summary>Whole minutes until calls are taken again.</summary>
    public int MinutesLeft(DateTimeOffset now) => (int)Math.Ceiling((_began + Hour - now).TotalMinutes);
}
