using Tandem.Domain.Deciding;

namespace Tandem.Domain.Arrivals;

/// <summary>Ways an event takes to the hub. Stored by name.</summary>
public enum LagLeg
{
    /// <summary>Customers' messages.</summary>
    Inbound,

    /// <summary>Messages of the phone or its companions.</summary>
    Echo,

    /// <summary>Statuses.</summary>
    Status,
}

/// <summary>How long events of one leg took from their time, by Meta's clock, to this hub, by its own.</summary>
/// <remarks>
/// Counted in classes, so it stays small whatever comes; two windows follow each other, so what is shown covers the
/// last six to twelve hours in which something came.
/// </remarks>
/// <param name="Leg">Which leg.</param>
public sealed record Lag(LagLeg Leg) : IRow
{
    /// <summary>Upper ends of the classes, seconds; the last class has none.</summary>
    public static readonly IReadOnlyList<long> Bounds =
        [1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400];

    /// <summary>How long a window takes in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(6);

    /// <summary>When this window began, by the hub's clock.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How many fell into each class; trailing zeros are left out.</summary>
    public ValueList<long> Counts { get; init; }

    /// <summary>The longest, seconds.</summary>
    public long Max { get; init; }

    /// <summary>The window before; null when there was none.</summary>
    public LagWindow? Before { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Lag(Leg);

    /// <summary>With one more event.</summary>
    /// <param name="seconds">How long it took; a clock that is ahead of Meta's makes none of less than 0.</param>
    /// <param name="now">The hub's clock.</param>
    public Lag After(long seconds, DateTimeOffset now)
    {
        var current = Counts.Count == 0 ? this with { Since = now }
            : now - Since < Window ? this
            : new Lag(Leg) { Since = now, Before = new LagWindow(Since, Counts, Max) };
        var lag = Math.Max(0, seconds);
        var place = ClassOf(lag);
        var counts = new long[Math.Max(current.Counts.Count, place + 1)];
        for (var i = 0; i < current.Counts.Count; i++)
            counts[i] = current.Counts[i];
        counts[place]++;
        return current with { Counts = new(counts), Max = Math.Max(current.Max, lag) };
    }

    /// <summary>Both windows as one.</summary>
    public LagWindow Shown => Before is not { } before
        ? new LagWindow(Since, Counts, Max)
        : new LagWindow(
            before.Since,
            new([
                .. Enumerable.Range(0, Math.Max(Counts.Count, before.Counts.Count))
                    .Select(i => At(Counts, i) + At(before.Counts, i)),
            ]),
            Math.Max(Max, before.Max));

    private static long At(ValueList<long> counts, int i) => i < counts.Count ? counts[i] : 0;

    private static int ClassOf(long seconds)
    {
        var place = 0;
        while (place < Bounds.Count && seconds > Bounds[place])
            place++;
        return place;
    }
}

/// <summary>Lags of a span of time.</summary>
/// <param name="Since">When it began, by the hub's clock.</param>
/// <param name="Counts">How many fell into each class of <see cref="Lag.Bounds"/>.</param>
/// <param name="Max">The longest, seconds.</param>
public sealed record LagWindow(DateTimeOffset Since, ValueList<long> Counts, long Max)
{
    /// <summary>How many events.</summary>
    public long Count => Counts.Sum();

    /// <summary>The upper end of the class in which this share of events has come; null without any.</summary>
    /// <param name="share">Between 0 and 1.</param>
    public long? Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var i = 0; i < Counts.Count; i++)
        {
            seen += Counts[i];
            if (Counts[i] > 0 && seen >= wanted)
                return i < Lag.Bounds.Count ? Math.Min(Lag.Bounds[i], Max) : Max;
        }

        return null;
    }
}
