namespace Tandem.Platform.Sending.Quality;

/// <summary>Deliveries and complaints of the last seven days, by the hour.</summary>
internal sealed class FeedbackWindow
{
    /// <summary>Hours that count at all.</summary>
    public const int Week = 7 * 24;

    private readonly int[] _deliveries = new int[Week];
    private readonly int[] _complaints = new int[Week];
    private long _hour;

    public void CountDelivery(DateTimeOffset now)
    {
        Advance(now);
        _deliveries[_hour % Week]++;
    }

    public void CountComplaint(DateTimeOffset now)
    {
        Advance(now);
        _complaints[_hour % Week]++;
    }

    /// <summary>Messages delivered within the last hours.</summary>
    public int Deliveries(DateTimeOffset now, int hours) => Sum(_deliveries, now, hours);

    /// <summary>Complaints of the last hours.</summary>
    public int Complaints(DateTimeOffset now, int hours) => Sum(_complaints, now, hours);

    /// <summary>Complaints per message of the week; one of a moment ago counts whole, one of a week ago not at
    /// all.</summary>
    public double WeightedShare(DateTimeOffset now)
    {
        Advance(now);
        var weighted = 0.0;
        for (var age = 0; age < Week; age++)
            weighted += _complaints[(_hour - age) % Week] * (1 - (double)age / Week);
        return weighted / Math.Max(1, Sum(_deliveries, now, Week));
    }

    public void Clear()
    {
        Array.Clear(_deliveries);
        Array.Clear(_complaints);
    }

    private int Sum(int[] counts, DateTimeOffset now, int hours)
    {
        Advance(now);
        var sum = 0;
        for (var age = 0; age < hours; age++)
            sum += counts[(_hour - age) % Week];
        return sum;
    }

    private void Advance(DateTimeOffset now)
    {
        var hour = now.UtcTicks / TimeSpan.TicksPerHour;
        if (hour == _hour)
            return;
        if (hour - _hour >= Week)
            Clear();
        else
        {
            for (var passed = _hour + 1; passed <= hour; passed++)
                (_deliveries[passed % Week], _complaints[passed % Week]) = (0, 0);
        }

        _hour = hour;
    }
}
