using System.Globalization;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>The order of a timeline: by second, then by first evidence.</summary>
public static class Order
{
    /// <summary>Compares two messages of one number.</summary>
    public static int Compare(MessageView a, MessageView b) =>
        a.Timestamp.CompareTo(b.Timestamp) is var second and not 0 ? second : PlaceOf(a).CompareTo(PlaceOf(b));

    // An id is a short number, a dash and the position of the input that made it.
    private static long PlaceOf(MessageView message) =>
        message.Id.LastIndexOf('-') is var dash and >= 0
        && long.TryParse(message.Id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : 0;
}
