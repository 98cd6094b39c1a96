using System.Globalization;
using System.Text;

namespace Tandem.Console.Words;

/// <summary>Messages of a few emoji and nothing else are shown larger, as people know it from the app.</summary>
public static class Emoji
{
    private const int Few = 3;
    private const int LongestText = 40; // a family of four is eleven units; flags and skin tones are shorter

    /// <summary>Whether a text is one to three emoji and nothing else.</summary>
    public static bool IsAllOf(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length is > 0 and <= LongestText
            && trimmed.EnumerateRunes().All(IsPart)
            && trimmed.EnumerateRunes().Any(IsPicture)
            && new StringInfo(trimmed).LengthInTextElements <= Few;
    }

    private static bool IsPart(Rune rune) =>
        IsPicture(rune)
        || rune.Value is 0x200D or 0xFE0F // joins pictures; asks for colour
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ModifierSymbol;

    private static bool IsPicture(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;
}
