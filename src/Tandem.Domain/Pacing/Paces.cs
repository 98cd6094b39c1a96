using Tandem.Domain.Rules;

namespace Tandem.Domain.Pacing;

/// <summary>What follows from a number's pace: how much goes now, and how long the rest takes.</summary>
public static class Paces
{
    /// <summary>The number's bucket: one second's messages.</summary>
    public static Bucket NumberBucket(NumberRules rules) =>
        new(rules.MessagesPerSecond, TimeSpan.FromTicks(TimeSpan.TicksPerSecond / rules.MessagesPerSecond));

    /// <summary>Messages that could go at once.</summary>
    public static int RoomAt(Pace pace, NumberRules rules, DateTimeOffset now) =>
        pace.ClosedUntil > now ? 0 : NumberBucket(rules).Left(pace.FullAt, now);

    /// <summary>When everything that waits has left, at the speed that phone and customers leave the number.</summary>
    public static DateTimeOffset Forecast(Backlog backlog, Pace pace, NumberRules rules, DateTimeOffset now)
    {
        var last = pace.LastMinute(now);
        var left = Math.Max(1, rules.MessagesPerSecond - ((last.Phone + last.Customers) / 60.0));
        return now + TimeSpan.FromSeconds(Math.Ceiling(backlog.Total / left));
    }
}
