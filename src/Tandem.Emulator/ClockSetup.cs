using System.Globalization;

namespace Tandem.Emulator;

/// <summary>How the platform's time runs.</summary>
public enum ClockMode
{
    /// <summary>As the machine's does.</summary>
    Real,

    /// <summary>So many times as fast as the machine's.</summary>
    Scaled,

    /// <summary>Not at all, until somebody advances it or waits for something.</summary>
    Virtual,
}

/// <summary>How the platform's time runs, and from when on.</summary>
public sealed record ClockSetup
{
    /// <summary>As the machine's does.</summary>
    public static ClockSetup Real { get; } = new();

    /// <summary>It stands still until somebody advances it or waits for something.</summary>
    public static ClockSetup Virtual { get; } = new() { Mode = ClockMode.Virtual };

    /// <summary>Largest <see cref="Scale"/>: beyond it, what a webhook takes on the machine eats all waits.</summary>
    public const double MostScale = 100_000;

    /// <summary>Longest <see cref="Grace"/>.</summary>
    public static TimeSpan MostGrace { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How it runs.</summary>
    public ClockMode Mode { get; init; }

    /// <summary>Seconds of the platform for each of the machine's; for <see cref="ClockMode.Scaled"/> alone.</summary>
    public double Scale { get; init; } = 10;

    /// <summary>
    /// Virtual time: how long at most, on the machine's clock, it stands still after an endpoint took a customer's
    /// message, so that a client that answers after its 200 answers at the time of what it answers. It goes on as soon
    /// as the answer is there. Zero for long runs whose clients act before their 200, or not at all.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When the world begins; null: now, by the machine's clock. Runs that shall be alike need the same
    /// one.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>So many times as fast as the machine's clock.</summary>
    public static ClockSetup Scaled(double scale) => new() { Mode = ClockMode.Scaled, Scale = scale };

    /// <summary>Reads <c>real</c>, <c>virtual</c> or <c>scaled:10</c>; null: it is none of them.</summary>
    public static ClockSetup? Parse(string text) => text switch
    {
        "real" => Real,
        "virtual" => Virtual,
        _ when text.StartsWith("scaled:", StringComparison.Ordinal)
            && double.TryParse(
                text["scaled:".Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale)
            && Scaled(scale) is var scaled && scaled.Objection() is null => scaled,
        _ => null,
    };

    /// <summary>What contradicts itself, in words that name the member; null: nothing does.</summary>
    internal (string Field, string Rule, string Remedy)? Objection() =>
        Scale is not (> 0 and <= MostScale)
            ? ("scale", $"it is above 0 and at most {MostScale:0}", "10 makes ten minutes of each one")
        : Grace < TimeSpan.Zero || Grace > MostGrace
            ? ("grace", $"it is from 0 to {MostGrace.TotalSeconds:0} seconds", "leave it out for 1")
        : null;
}
