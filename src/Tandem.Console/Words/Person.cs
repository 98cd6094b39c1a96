using System.Text;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>What a contact is called on the screen.</summary>
public static class Person
{
    /// <summary>The name, else the username, else the number, else the id.</summary>
    public static string NameOf(ContactView contact) =>
        contact switch
        {
            { Name: { Length: > 0 } name } => name,
            { Username: { Length: > 0 } username } => "@" + username,
            { WaId: { Length: > 0 } waId } => Number(waId),
            { UserId: { Length: > 0 } userId } => userId,
            _ => "Unknown person",
        };

    /// <summary>What the person of a conversation is called; of a private one others than its owner know no name.
    /// </summary>
    public static string NameOf(ConversationView conversation) =>
        conversation is { Private: true, Contact: { Name: null, Username: null, WaId: null, UserId: null } }
            ? "Private conversation"
            : NameOf(conversation.Contact);

    /// <summary>The line under the name: the next best thing known; null when there is no more.</summary>
    public static string? DetailOf(ContactView contact)
    {
        var name = NameOf(contact);
        string?[] known =
        [
            contact.WaId is { Length: > 0 } waId ? Number(waId) : null,
            contact.Username is { Length: > 0 } username ? "@" + username : null,
            contact.UserId,
        ];
        return known.FirstOrDefault(detail => detail is { Length: > 0 } && detail != name);
    }

    /// <summary>One or two letters for the round picture; null where only digits are known.</summary>
    public static string? InitialsOf(ContactView contact)
    {
        if ((contact.Name ?? contact.Username) is not { Length: > 0 } name)
            return null;

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var letters = words.Select(word => word.EnumerateRunes().First()).Where(Rune.IsLetterOrDigit).ToList();
        return letters.Count switch
        {
            0 => null,
            1 => $"{Rune.ToUpperInvariant(letters[0])}",
            _ => $"{Rune.ToUpperInvariant(letters[0])}{Rune.ToUpperInvariant(letters[^1])}",
        };
    }

    /// <summary>One of eight tints, always the same for the same person.</summary>
    public static int TintOf(ContactView contact) =>
        (contact.WaId ?? contact.UserId ?? "").Aggregate(7, (sum, letter) => ((sum * 31) + letter) & 0xffff) % 8;

    /// <summary>Digits in readable groups, with a plus in front.</summary>
    public static string Number(string digits)
    {
        if (digits.Length is < 9 or > 15 || !digits.All(char.IsAsciiDigit))
            return digits;

        var country = CountryCodeLength(digits);
        var rest = digits[country..];
        return rest.Length > 7
            ? $"+{digits[..country]} {rest[..^7]} {rest[^7..^4]} {rest[^4..]}"
            : $"+{digits[..country]} {rest[..^4]} {rest[^4..]}";
    }

    // Country codes of one digit and of two (ITU-T E.164, "List of assigned country codes"); all others have three.
    private static int CountryCodeLength(string digits) => digits switch
    {
        ['1' or '7', ..] => 1,
        ['2', '0' or '7', ..]
            or ['3', '0' or '1' or '2' or '3' or '4' or '6' or '9', ..]
            or ['4', not '2', ..]
            or ['5', not ('0' or '9'), ..]
            or ['6', >= '0' and <= '6', ..]
            or ['8', '1' or '2' or '4' or '6', ..]
            or ['9', not ('6' or '7' or '9'), ..] => 2,
        _ => 3,
    };
}
