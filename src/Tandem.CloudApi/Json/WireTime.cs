using System.Globalization;

namespace Tandem.CloudApi.Json;

/// <summary>Instants as Meta and its vendors write them.</summary>
internal static class WireTime
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Unix seconds (string or number) or ISO 8601, as UTC; null for anything else.</summary>
    public static DateTimeOffset? Read(WireValue value)
    {
        if (value.Integer is { } seconds)
            return seconds >= Earliest && seconds <= Latest ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

        // A date has a dash after its year: anything looser would take "1.5" or "12:30" for an instant.
        if (value.Text is not { Length: >= 10 } text || text[4] != '-')
            return null;

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant) ? instant : null;
    }
}
