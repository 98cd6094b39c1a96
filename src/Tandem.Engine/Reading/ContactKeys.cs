using Tandem.CloudApi;
using Tandem.Domain.Identity;

namespace Tandem.Engine.Reading;

/// <summary>Whom a person means: a number, a user id or a username, in the forms people write.</summary>
public static class ContactKeys
{
    // Source: ITU-T E.164: country code and number have at most 15 digits; the shortest in use have 7.
    private const int LeastDigits = 7, MostDigits = 15;

    /// <summary>Whom a number with its country code or a user id names; null when it has neither form.</summary>
    public static PeerKeys? PeerOf(string? contact)
    {
        if (Bsuid.IsOne(contact))
            return Bsuid.IsParent(contact) ? new PeerKeys(null, null, contact) : new PeerKeys(null, contact, null);
        if (contact is null || !contact.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')' or '.'))
            return null;

        var digits = PhoneDigits.Of(contact);
        return digits.Length is >= LeastDigits and <= MostDigits && digits[0] != '0'
            ? new PeerKeys(digits, null, null)
            : null;
    }

    /// <summary>The key by which they are found, usernames too; null when it has none of the forms.</summary>
    public static string? KeyOf(string? contact) =>
        PeerOf(contact) is { } peer ? peer.All().First()
        : contact?.TrimStart('@') is { Length: > 1 } name && char.IsAsciiLetter(name[0]) ? UsernameLinks.KeyOf(name)
        : null;
}
