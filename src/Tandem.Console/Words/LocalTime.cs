using System.Globalization;

namespace Tandem.Console.Words;

/// <summary>
/// Times as the person at the screen reads them: in the browser's zone, with UTC beside it on asking.
/// </summary>
public sealed class LocalTime(TimeProvider clock)
{
    /// <summary>The zone shown; UTC until the browser has told.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Takes the browser's zone; an unknown name leaves UTC, which is never wrong, only far.</summary>
    /// <param name="name">IANA name, such as <c>Europe/Berlin</c>.</param>
    public void SetZone(string? name)
    {
        if (name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            Zone = zone;
    }

    /// <summary>The instant in the person's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The day it falls on for the person.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>Hours and minutes.</summary>
    public string Clock(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Hours, minutes and seconds.</summary>
    public string ClockToSecond(DateTimeOffset instant) =>
        Local(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For lists: the time today, the weekday this week, else the date.</summary>
    public string Short(DateTimeOffset instant)
    {
        var age = Day(Now).DayNumber - Day(instant).DayNumber;
        return age switch
        {
            0 => Clock(instant),
            1 => "Yesterday",
            > 1 and < 7 => Local(instant).ToString("dddd", CultureInfo.InvariantCulture),
            _ => Local(instant).ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>With its day where that is not today.</summary>
    public string Moment(DateTimeOffset instant) =>
        Day(instant) == Day(Now)
            ? Clock(instant)
            : Local(instant).ToString("d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>To the second today, else as <see cref="Moment"/>.</summary>
    public string Precise(DateTimeOffset instant) =>
        Day(instant) == Day(Now) ? ClockToSecond(instant) : Moment(instant);

    /// <summary>For the line between two days.</summary>
    public string DayName(DateOnly day)
    {
        var age = Day(Now).DayNumber - day.DayNumber;
        return age switch
        {
            0 => "Today",
            1 => "Yesterday",
            _ => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>UTC, for titles.</summary>
    public static string Utc(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601, for the machine-readable side of a time.</summary>
    public static string Iso(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long until then, in the largest two units: <c>23 h 4 min</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} days",
    };
}
