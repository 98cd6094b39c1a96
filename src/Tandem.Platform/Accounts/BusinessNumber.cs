using Tandem.Platform.Devices;
using Tandem.Platform.Link;
using Tandem.Platform.Network;
using Tandem.Platform.Sending;

namespace Tandem.Platform.Accounts;

/// <summary>A business phone number with both its ends: the app on the phone and the Cloud API.</summary>
internal sealed class BusinessNumber(NumberSetup setup, Account account, DateTimeOffset now)
{
    public string PhoneNumberId { get; } = setup.PhoneNumberId;

    public string DisplayPhoneNumber { get; set; } = setup.DisplayPhoneNumber;

    public string Digits => PhoneDigits.Of(DisplayPhoneNumber);

    public string VerifiedName { get; } = setup.VerifiedName;

    public Account Account { get; } = account;

    public Country Country { get; set; } =
        Country.Find(setup.Country) ?? Country.OfDigits(PhoneDigits.Of(setup.DisplayPhoneNumber));

    public NumberLink Link { get; } = new(setup.Link, now);

    public Phone Phone { get; } = new(now);

    /// <summary>Set by <c>webhook_configuration</c> on the number; goes before the account's override.</summary>
    public string? OverrideUrl { get; set; }

    /// <summary>Business profile fields as the last POST left them, values in JSON.</summary>
    public SortedDictionary<string, string> Profile { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers the business blocked, by key, in order of blocking.</summary>
    public List<string> Blocked { get; } = [];

    public Throughput Throughput { get; } = new();
}
