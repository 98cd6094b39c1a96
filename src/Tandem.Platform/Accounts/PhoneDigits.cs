namespace Tandem.Platform.Accounts;

/// <summary>Phone numbers are compared by their digits alone: the wire writes them with plus, spaces and dashes at
/// will.</summary>
internal static class PhoneDigits
{
    public const int Fewest = 7;
    public const int Most = 15;

    public static string Of(string text)
    {
        Span<char> digits = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        var count = 0;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
                digits[count++] = letter;
        }

        return new string(digits[..count]);
    }

    /// <summary>Whether the text holds nothing but a phone number, in any of the ways people write it.</summary>
    public static bool IsWritten(string text)
    {
        var count = 0;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
                count++;
            else if (letter is not ('+' or ' ' or '-' or '(' or ')' or '.'))
                return false;
        }

        return count is >= Fewest and <= Most;
    }
}
