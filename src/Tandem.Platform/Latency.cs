namespace Tandem.Platform;

/// <summary>How long one leg takes: any duration of the range, equally likely, and now and then far longer.</summary>
/// <param name="Min">Shortest.</param>
/// <param name="Max">Longest of the ordinary ones; not above <paramref name="Min"/> means always
/// <paramref name="Min"/>.</param>
/// <param name="TailChance">Probability of a straggler; 0: there are none.</param>
/// <param name="TailMax">Longest straggler; a straggler takes from <paramref name="Max"/> up to this.</param>
public readonly record struct Latency(
    TimeSpan Min, TimeSpan Max, double TailChance = 0, TimeSpan TailMax = default)
{
    /// <summary>At once.</summary>
    public static Latency None { get; }

    /// <summary>A range in milliseconds.</summary>
    public static Latency Milliseconds(int min, int max) =>
        new(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max));

    /// <summary>A range in seconds.</summary>
    public static Latency Seconds(double min, double max) => new(TimeSpan.FromSeconds(min), TimeSpan.FromSeconds(max));
}
