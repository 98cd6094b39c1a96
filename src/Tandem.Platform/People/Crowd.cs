using Tandem.Platform.Accounts;

namespace Tandem.Platform.People;

/// <summary>All customers. Who is named for the first time comes to be; names depend on the seed, never on the
/// order.</summary>
internal sealed class Crowd(ulong seed)
{
    private static readonly string[] FirstNames =
        ["Sheena", "Pablo", "Amina", "Jonas", "Mei", "Rahul", "Clara", "Tomás", "Zuri", "Anders", "Leila", "Kenji"];

    private static readonly string[] LastNames =
        ["Nelson", "Morales", "Okoye", "Keller", "Tanaka", "Verma", "Souza", "Lindqvist", "Haddad", "Brook"];

    private readonly Dictionary<string, Customer> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Customer> _byWaId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Customer> _byUserId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _abandoned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Customer> _nobodies = new(StringComparer.Ordinal);

    /// <summary>Everybody, in the order they came to be.</summary>
    public List<Customer> All { get; } = [];

    /// <summary>The customer a path names: a phone number in any writing, a BSUID, or a name of the emulator.</summary>
    public Customer Meet(string name)
    {
        if (Find(name) is { } known)
            return known;
        if (PhoneDigits.IsWritten(name))
            return MeetByPhone(PhoneDigits.Of(name));
        if (IsUserId(name))
            return Add(new(name, null, name, NameFor(name)));
        var person = new Customer(name, FreePhone(name), UserIdFor(name, "US"), Capitalised(name));
        return Add(person);
    }

    /// <summary>A customer by any name, without making one. Who changed the number is still found by the old one, which
    /// is a key.</summary>
    public Customer? Find(string name)
    {
        if ((_byKey.GetValueOrDefault(name) ?? _byUserId.GetValueOrDefault(name)) is { } known)
            return known;
        var digits = PhoneDigits.IsWritten(name) ? PhoneDigits.Of(name) : "";
        return _byWaId.GetValueOrDefault(digits) ?? _byKey.GetValueOrDefault(digits);
    }

    public Customer MeetByPhone(string digits) =>
        _byWaId.GetValueOrDefault(digits)
        ?? Add(new(digits, digits, UserIdFor(digits, CountryOf(digits)), NameFor(digits)));

    /// <summary>Who has a phone number now.</summary>
    public Customer? FindByPhone(string digits) => _byWaId.GetValueOrDefault(digits);

    /// <summary>Whether a number was given up and nobody has it: it is not on WhatsApp.</summary>
    public bool IsAbandoned(string digits) => _abandoned.Contains(digits);

    /// <summary>Whom a send to an address reaches that nobody has. The key is no name that an act can use, so that who
    /// takes the address later is somebody else.</summary>
    /// <param name="waId">The address, where it is a phone number.</param>
    /// <param name="userId">The address, where it is a BSUID.</param>
    public Customer Nobody(string? waId, string? userId)
    {
        var key = "nobody:" + (waId ?? userId);
        if (!_nobodies.TryGetValue(key, out var nobody))
            _nobodies.Add(key, nobody = new(key, waId, userId ?? UserIdFor(key, CountryOf(waId!)), "Nobody")
            {
                OnWhatsapp = false,
                IsNobody = true,
            });
        return nobody;
    }

    /// <summary>Moves a customer to a number that nobody has; the BSUID is made anew.</summary>
    public void Move(Customer customer, string digits)
    {
        if (customer.WaId is { } old)
        {
            _byWaId.Remove(old);
            _abandoned.Add(old);
        }

        _abandoned.Remove(digits);
        _byUserId.Remove(customer.UserId);
        customer.NumberChanges++;
        customer.WaId = digits;
        customer.UserId = UserIdFor($"{digits}:{customer.NumberChanges}", CountryOf(digits));
        _byWaId[digits] = customer;
        _byUserId[customer.UserId] = customer;
    }

    public Customer? FindByUserId(string userId) => _byUserId.GetValueOrDefault(userId);

    /// <summary>Whether a text has the form of a business-scoped user id (Meta, "Business-scoped user IDs").</summary>
    public static bool IsUserId(string text)
    {
        if (text.Length < 4 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]) || text[2] != '.')
            return false;
        var rest = text.AsSpan(3);
        if (rest.StartsWith("ENT."))
            rest = rest[4..];
        foreach (var letter in rest)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
                return false;
        }

        return rest.Length is > 0 and <= 128;
    }

    private Customer Add(Customer customer)
    {
        _byKey.Add(customer.Key, customer);
        All.Add(customer);
        _abandoned.Remove(customer.WaId ?? "");
        _byUserId[customer.UserId] = customer;
        if (customer.WaId is { } waId)
            _byWaId[waId] = customer;
        return customer;
    }

    private string UserIdFor(string name, string country)
    {
        var chance = new Chance(Fingerprint.Of(seed, "user:" + name));
        return $"{country}.{chance.Digits(20)}";
    }

    private string NameFor(string name)
    {
        var chance = new Chance(Fingerprint.Of(seed, "name:" + name));
        return $"{FirstNames[chance.Below(FirstNames.Length)]} {LastNames[chance.Below(LastNames.Length)]}";
    }

    private string FreePhone(string name)
    {
        var chance = new Chance(Fingerprint.Of(seed, "phone:" + name));
        string digits;
        do
            digits = "1650" + chance.Digits(7);
        while (_byWaId.ContainsKey(digits));
        return digits;
    }

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string CountryOf(string digits) => digits switch
    {
        ['1', ..] => "US",
        ['4', '4', ..] => "GB",
        ['4', '9', ..] => "DE",
        ['5', '2', ..] => "MX",
        ['5', '5', ..] => "BR",
        ['9', '1', ..] => "IN",
        ['6', '2', ..] => "ID",
        ['2', '7', ..] => "ZA",
        ['2', '3', '4', ..] => "NG",
        _ => "US",
    };
}
