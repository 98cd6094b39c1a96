using Tandem.Domain.Deciding;

namespace Tandem.Domain.Arrivals;

/// <summary>When a number is usually spoken to: for each hour of the week, in which of the last weeks something came.
/// </summary>
/// <remarks>
/// Hours and weeks are counted in UTC from 1970-01-01; a shop's hours show by themselves. Why so:
/// docs/decisions/0018-silence-is-judged-by-hours-of-the-week.md.
/// </remarks>
public sealed record Rhythm : IRow
{
    /// <summary>Hours of a week.</summary>
    public const int Hours = 168;

    /// <summary>Whole weeks that are remembered.</summary>
    public const int Weeks = 11;

    /// <summary>Whole weeks before anything is judged.</summary>
    public const int LeastWeeks = 3;

    /// <summary>How improbable a silence must be, in natural logarithms: e^-14 is one in 1.2 million.</summary>
    public const double Doubt = 14;

    /// <summary>A silence that is not improbable within so many hours is none for this number.</summary>
    private const int MostHours = 14 * 24;

    /// <summary>The hour of the first message.</summary>
    public long First { get; init; }

    /// <summary>The latest hour in which something came.</summary>
    public long Last { get; init; }

    /// <summary>For each hour of the week, a bit for each week: the lowest is the week of <see cref="Last"/>.</summary>
    public ValueList<long> Active { get; init; }

    /// <summary>The gap of a silence that goes on; null while there is none.</summary>
    public SilenceGap? Silence { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Rhythm;

    /// <summary>Whole weeks that are known.</summary>
    public int Known => Active.Count == 0 ? 0 : (int)Math.Clamp(WeekOf(Last) - WeekOf(First) - 1, 0, Weeks);

    /// <summary>The hour an instant is in.</summary>
    public static long HourOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 3600;

    /// <summary>When an hour begins.</summary>
    public static DateTimeOffset InstantOf(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3600);

    /// <summary>With a message in an hour; the same if that is known.</summary>
    public Rhythm After(long hour)
    {
        if (Active.Count == 0)
        {
            var fresh = new long[Hours];
            fresh[hour % Hours] = 1;
            return this with { First = hour, Last = hour, Active = new(fresh) };
        }

        if (hour <= Last)
            return this; // a clock that went back teaches nothing

        var passed = (int)Math.Min(WeekOf(hour) - WeekOf(Last), Weeks + 1);
        var active = new long[Hours];
        for (var slot = 0; slot < Hours; slot++)
            active[slot] = (Active[slot] << passed) & Mask;
        active[hour % Hours] |= 1;
        return this with { Last = hour, Active = new(active) };
    }

    /// <summary>When the silence after the latest message would be beyond this number's own pattern; null when it is
    /// not known long enough, or is too quiet for any silence to say something.</summary>
    public DateTimeOffset? SilentAt()
    {
        if (Known < LeastWeeks)
            return null;

        var doubt = 0.0;
        for (var hour = Last + 1; hour <= Last + MostHours; hour++)
        {
            doubt -= Math.Log(1 - Share(hour));
            if (doubt >= Doubt)
                return InstantOf(hour + 1);
        }

        return null;
    }

    /// <summary>How often something came in this hour of the week, between 0 and 1, and never quite 1: a hand full of
    /// weeks proves no certainty.</summary>
    public double Share(long hour)
    {
        // The running week is not over, and the first one began in the middle.
        var back = (int)Math.Min(WeekOf(hour) - WeekOf(Last), 1);
        var weeks = Active[(int)(hour % Hours)] >> (1 - back);
        var seen = System.Numerics.BitOperations.PopCount((ulong)(weeks & ((1L << Known) - 1)));
        return (double)seen / (Known + 1);
    }

    private static readonly long Mask = (1L << (Weeks + 2)) - 1;

    private static long WeekOf(long hour) => hour / Hours;
}

/// <summary>A silence that is shown as a gap.</summary>
/// <param name="GapId">The gap.</param>
/// <param name="OpenedAt">When the hub noticed.</param>
/// <param name="From">Since when nothing came, Unix seconds.</param>
/// <param name="Evidence">What was to be expected.</param>
public sealed record SilenceGap(string GapId, DateTimeOffset OpenedAt, long From, string Evidence)
{
    /// <summary>A person has looked.</summary>
    public bool IsClosed { get; init; }
}
