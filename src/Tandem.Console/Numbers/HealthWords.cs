using System.Globalization;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>How late events come, in words and as bars.</summary>
public static class HealthWords
{
    /// <summary>The figures of a leg.</summary>
    public static string Numbers(LagView lag) => lag.Count == 0
        ? "nothing came yet"
        : $"half within {Lasting.Of(lag.P50)}, 95 of 100 within {Lasting.Of(lag.P95)}, longest {Lasting.Of(lag.Max)}";

    /// <summary>The drawing in words.</summary>
    public static string Of(string title, LagView lag) => $"{title}: {Numbers(lag)}";

    /// <summary>A bar for each class, the fullest as high as there is room.</summary>
    public static IReadOnlyList<LagBar> Bars(LagView lag)
    {
        var most = lag.Classes.Select(one => one.Count).DefaultIfEmpty().Max();
        return [.. lag.Classes.Select(one => new LagBar(Height(one.Count, most), Title(one)))];
    }

    private static string Height(long count, long most)
    {
        var percent = count == 0 ? 4 : Math.Max(12, 100.0 * count / most);
        return percent.ToString("0", CultureInfo.InvariantCulture) + "%";
    }

    private static string Title(LagClassView one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Count:N0} {(one.UpTo is { } upTo ? $"within {Lasting.Of(upTo)}" : "later")}");
}

/// <summary>A bar.</summary>
/// <param name="Height">As a style sheet writes it.</param>
/// <param name="Title">What it stands for.</param>
public sealed record LagBar(string Height, string Title);
