namespace Tandem.Platform.Network;

/// <summary>What a country means for a number.</summary>
/// <param name="Code">ISO 3166 code of two letters.</param>
/// <param name="Prefix">Calling code.</param>
/// <param name="CoexistenceSince">First day coexistence was offered there (Meta, changelog).</param>
/// <param name="FieldLag">How far the Cloud API's webhooks trail the app in the profile <c>field</c>; the documented
/// profile knows no difference between countries.</param>
public sealed record Country(string Code, string Prefix, DateOnly CoexistenceSince, Latency FieldLag)
{
    private static readonly DateOnly Launch = new(2025, 2, 11);
    private static readonly DateOnly India = new(2025, 5, 5);
    private static readonly DateOnly Europe = new(2025, 10, 23);
    private static readonly DateOnly Africa = new(2026, 4, 15);
    private static readonly Latency Near = Latency.Seconds(0, 1);
    private static readonly Latency Far = Latency.Seconds(2, 20);
    private static readonly Latency Remote = Latency.Seconds(60, 300);

    /// <summary>Countries with a profile; numbers of any other are treated like the first.</summary>
    public static IReadOnlyList<Country> All { get; } =
    [
        new("US", "1", Launch, Near),
        new("GB", "44", Europe, Near),
        new("DE", "49", Europe, Near),
        new("ES", "34", Europe, Near),
        new("FR", "33", Europe, Near),
        new("IT", "39", Europe, Near),
        new("TR", "90", Europe, Far),
        new("MX", "52", Launch, Far),
        new("BR", "55", Launch, Far),
        new("AR", "54", Launch, Far),
        new("CO", "57", Launch, Far),
        new("IN", "91", India, Far),
        new("ID", "62", Launch, Far),
        new("AU", "61", Europe, Near),
        new("JP", "81", Europe, Near),
        new("KR", "82", Europe, Near),
        new("PH", "63", Europe, Far),
        new("RU", "7", Europe, Remote),
        new("ZA", "27", Africa, Far),
        new("NG", "234", Africa, Remote),
        new("KE", "254", Launch, Remote),
        new("PG", "675", Launch, Remote),
    ];

    /// <summary>A country by its code; null: it has no profile.</summary>
    public static Country? Find(string? code) =>
        All.FirstOrDefault(country => string.Equals(country.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The country whose calling code a number begins with, the longest that fits.</summary>
    public static Country OfDigits(string digits) => All
        .Where(country => digits.StartsWith(country.Prefix, StringComparison.Ordinal))
        .MaxBy(country => country.Prefix.Length) ?? All[0];
}
