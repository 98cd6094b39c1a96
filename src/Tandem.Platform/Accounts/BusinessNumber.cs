using Tandem.Platform.Sending;

namespace Tandem.Platform.Accounts;

/// <summary>A business phone number with both its ends: the app on the phone and the Cloud API.</summary>
internal sealed class BusinessNumber(NumberSetup setup, Account account, DateTimeOffset onboardedAt)
{
    public string PhoneNumberId { get; } = setup.PhoneNumberId;

    public string DisplayPhoneNumber { get; } = setup.DisplayPhoneNumber;

    public string Digits { get; } = PhoneDigits.Of(setup.DisplayPhoneNumber);

    public string VerifiedName { get; } = setup.VerifiedName;

    public Account Account { get; } = account;

    public DateTimeOffset OnboardedAt { get; } = onboardedAt;

    /// <summary>Set by <c>webhook_configuration</c> on the number; goes before the account's override.</summary>
    public string? OverrideUrl { get; set; }

    /// <summary>Business profile fields as the last POST left them, values in JSON.</summary>
    public SortedDictionary<string, string> Profile { get; } = new(StringComparer.Ordinal);

    /// <summary>Sync kinds already asked for; each is granted once.</summary>
    public SortedSet<string> SyncsUsed { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers the business blocked, by key, in order of blocking.</summary>
    public List<string> Blocked { get; } = [];

    public Throughput Throughput { get; } = new();
}
