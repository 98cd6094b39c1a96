namespace Tandem.Platform;

/// <summary>How long one leg takes: any duration of the range, equally likely.</summary>
/// <param name="Min">Shortest.</param>
/// <param name="Max">Longest; not above <paramref name="Min"/> means always <paramref name="Min"/>.</param>
public readonly record struct Latency(TimeSpan Min, TimeSpan Max)
{
    /// <summary>At once.</summary>
    public static Latency None { get; }

    /// <summary>A range in milliseconds.</summary>
    public static Latency Milliseconds(int min, int max) =>
        new(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max));

    /// <summary>A range in seconds.</summary>
    public static Latency Seconds(double min, double max) => new(TimeSpan.FromSeconds(min), TimeSpan.FromSeconds(max));
}
