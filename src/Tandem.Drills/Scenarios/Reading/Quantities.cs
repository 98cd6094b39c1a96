using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Durations, times of day and sizes as people write them.</summary>
internal static partial class Quantities
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary><c>500ms</c>, <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>2d</c>; null: it is none, or longer than 30
    /// days.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (!Durations().IsMatch(text))
            return null;

        var sum = TimeSpan.Zero;
        foreach (Match part in Parts().Matches(text))
        {
            if (!double.TryParse(part.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
                || count > Longest.TotalMilliseconds)
                return null;

            sum += part.Groups[2].Value switch
            {
                "ms" => TimeSpan.FromMilliseconds(count),
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
            if (sum > Longest)
                return null;
        }

        return sum;
    }

    /// <summary><c>09:00</c> or <c>09:00:30</c>; beyond 24:00 on the days that follow. Null: it is none.</summary>
    public static TimeSpan? TimeOfDay(string text)
    {
        if (Times().Match(text) is not { Success: true } match)
            return null;

        var parts = match.Groups.Cast<Group>().Skip(1)
            .Select(part => part.Success ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 0).ToArray();
        return parts[1] > 59 || parts[2] > 59 ? null : new TimeSpan(parts[0], parts[1], parts[2]);
    }

    /// <summary><c>300 kB</c>, <c>17 MB</c> (1024 each, as Meta counts); null: it is none, or more than 2 GB.</summary>
    public static long? Size(string text)
    {
        if (Sizes().Match(text) is not { Success: true } match)
            return null;

        var bytes = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            * (match.Groups[2].Value.Equals("MB", StringComparison.OrdinalIgnoreCase) ? 1024 * 1024 : 1024);
        return bytes is >= 1 and <= int.MaxValue ? (long)bytes : null;
    }

    /// <summary>A time of day again.</summary>
    public static string Clock(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>A duration again, as short as it can be read.</summary>
    public static string Words(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
    };

    [GeneratedRegex(@"^(\d{1,9}(\.\d{1,6})?(ms|s|m|h|d)\s*)+$")]
    private static partial Regex Durations();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)(ms|s|m|h|d)")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(\d{1,3}):(\d{2})(?::(\d{2}))?$")]
    private static partial Regex Times();

    [GeneratedRegex(@"^(\d{1,7}(?:\.\d{1,3})?)\s*(kB|MB)$", RegexOptions.IgnoreCase)]
    private static partial Regex Sizes();
}
