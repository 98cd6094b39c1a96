using System.Globalization;

namespace Tandem.Console.Words;

/// <summary>Spans of time in few characters.</summary>
public static class Lasting
{
    /// <summary>A span in its largest unit; a dash for none.</summary>
    public static string Of(long? seconds) => seconds switch
    {
        null => "–",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60.0:0.#} min"),
        < 86400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600.0:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400.0:0.#} d"),
    };
}
