using Tandem.Platform.Devices;
using Tandem.Platform.Link;
using Tandem.Platform.Network;
using Tandem.Platform.Sending;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Accounts;

/// <summary>A business phone number with both its ends: the app on the phone and the Cloud API.</summary>
internal sealed class BusinessNumber(NumberSetup setup, Account account, DateTimeOffset now)
{
    /// <summary>Graph id; a number that is onboarded again may get a new one.</summary>
    public string PhoneNumberId { get; set; } = setup.PhoneNumberId;

    public string DisplayPhoneNumber { get; set; } = setup.DisplayPhoneNumber;

    public string Digits => PhoneDigits.Of(DisplayPhoneNumber);

    public string VerifiedName { get; } = setup.VerifiedName;

    public Account Account { get; } = account;

    public Country Country { get; set; } =
        Country.Find(setup.Country) ?? Country.OfDigits(PhoneDigits.Of(setup.DisplayPhoneNumber));

    public NumberLink Link { get; } = new(setup.Link, now);

    /// <summary>Since when the app has been in use on this phone.</summary>
    public DateTimeOffset InUseSince { get; } = now - TimeSpan.FromDays(setup.DaysInUse);

    /// <summary>The digits it had when it was onboarded last; the phone number id belongs to them.</summary>
    public string OnboardedDigits { get; set; } = PhoneDigits.Of(setup.DisplayPhoneNumber);

    public Phone Phone { get; } = new(now);

    /// <summary>Set by <c>webhook_configuration</c> on the number; goes before the account's override.</summary>
    public string? OverrideUrl { get; set; }

    /// <summary>Business profile fields as the last POST left them, values in JSON.</summary>
    public SortedDictionary<string, string> Profile { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers the business blocked, by key, in order of blocking.</summary>
    public List<string> Blocked { get; } = [];

    public Throughput Throughput { get; } = new();

    /// <summary>Whether it was upgraded to the higher throughput; numbers with the app never are.</summary>
    public bool Upgraded { get; set; }

    /// <summary>Until when it is in maintenance; null: it is not.</summary>
    public DateTimeOffset? MaintenanceUntil { get; set; }

    /// <summary>What customers think of it.</summary>
    public NumberRegard Regard { get; } = new();

    /// <summary>Messages per second, both directions together; null: any number.</summary>
    public int? MessagesPerSecond(PlatformOptions options) =>
        Link.State != LinkState.CloudOnly ? options.MessagesPerSecond
        : Upgraded ? options.UpgradedMessagesPerSecond
        : options.CloudMessagesPerSecond;

    /// <summary>Counts a message of either direction against the throughput.</summary>
    public void CountMessage(DateTimeOffset now, PlatformOptions options) =>
        Throughput.Charge(now, MessagesPerSecond(options));
}
