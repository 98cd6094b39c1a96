namespace Tandem.CloudApi;

/// <summary>Phone numbers as Meta compares them: the digits alone.</summary>
public static class PhoneDigits
{
    /// <summary>The ASCII digits of a number in any spelling (<c>+ ( ) -</c> and spaces); empty for null.</summary>
    /// <remarks>No country code is added: whether the business's own would be is for the platform to say.</remarks>
    public static string Of(string? number)
    {
        if (string.IsNullOrEmpty(number))
            return "";

        return number.All(char.IsAsciiDigit) ? number : string.Concat(number.Where(char.IsAsciiDigit));
    }
}
