namespace Tandem.Domain.Identity;

/// <summary>Digit strings that name one subscriber: some countries write a mobile number in two ways.</summary>
/// <remarks>
/// <para>
/// People, address books and older accounts use one, WhatsApp the other, so <c>wa_id</c> may differ from what was
/// written to. Sources: Meta, "Phone numbers" (Brazil, Mexico, Argentina); the numbering plans: Anatel, Resolution
/// 553/2010 (the ninth digit); IFT, the plan of 2019-08-03 (no <c>1</c> any more, ten digits for all lines); ENACOM,
/// National Numbering Plan (ten digits for all lines, <c>9</c> before those of mobiles from abroad).
/// </para>
/// <para>
/// A rule holds only where one of the two forms is nobody else's number: see each. What is not surely one subscriber
/// stays two.
/// </para>
/// </remarks>
public static class NationalVariants
{
    // Anatel's area codes: others do not exist, and what begins with them is no Brazilian number.
    private static readonly HashSet<string> BrazilsAreas =
    [
        "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "24", "27", "28", "31", "32", "33", "34",
        "35", "37", "38", "41", "42", "43", "44", "45", "46", "47", "48", "49", "51", "53", "54", "55", "61", "62",
        "63", "64", "65", "66", "67", "68", "69", "71", "73", "74", "75", "77", "79", "81", "82", "83", "84", "85",
        "86", "87", "88", "89", "91", "92", "93", "94", "95", "96", "97", "98", "99",
    ];

    /// <summary>The form that stands for all forms of a number; most numbers have one form only.</summary>
    /// <param name="digits">Country code and number, digits only.</param>
    public static string Canonical(string digits) => Brazil(digits) ?? Mexico(digits) ?? Argentina(digits) ?? digits;

    /// <summary>Every form of a number, itself among them, in a fixed order.</summary>
    /// <param name="digits">Country code and number, digits only.</param>
    public static IReadOnlyList<string> Of(string digits)
    {
        var canonical = Canonical(digits);
        return Other(canonical) is { } other ? [canonical, other] : [canonical];
    }

    /// <summary>Whether both name one subscriber.</summary>
    public static bool AreOne(string one, string other) => Canonical(one) == Canonical(other);

    // With the ninth digit. Of eight digits, those that begin with 6 to 9 were mobiles and got a 9 before them; 2 to 5
    // are landlines. A nine-digit number whose second digit is below 6 is younger than the change: without its first
    // digit it would be somebody's landline.
    private static string? Brazil(string digits) =>
        digits.StartsWith("55", StringComparison.Ordinal)
        && digits.Length is 12 or 13
        && BrazilsAreas.Contains(digits[2..4])
        && digits[^8] is >= '6' and <= '9'
        && (digits.Length == 12 || digits[4] == '9')
            ? $"55{digits[2..4]}9{digits[^8..]}"
            : null;

    // Without the 1 of mobiles. No Mexican number begins with 0 or 1, so 52 1 and ten digits is nothing else.
    private static string? Mexico(string digits) =>
        digits.StartsWith("52", StringComparison.Ordinal)
        && (digits.Length == 12 || (digits.Length == 13 && digits[2] == '1'))
        && digits[^10] is >= '2' and <= '9'
            ? $"52{digits[^10..]}"
            : null;

    // Without the 9 of mobiles. Area codes begin with 11, 2 or 3, so 54 9 and ten digits is nothing else; a block of
    // numbers belongs to landlines or to mobiles, never to both.
    private static string? Argentina(string digits) =>
        digits.StartsWith("54", StringComparison.Ordinal)
        && (digits.Length == 12 || (digits.Length == 13 && digits[2] == '9'))
        && (digits[^10] is '2' or '3' || digits[^10..^8] == "11")
            ? $"54{digits[^10..]}"
            : null;

    private static string? Other(string canonical) =>
        Brazil(canonical) is not null ? $"55{canonical[2..4]}{canonical[^8..]}"
        : Mexico(canonical) is not null ? $"521{canonical[2..]}"
        : Argentina(canonical) is not null ? $"549{canonical[2..]}"
        : null;
}
