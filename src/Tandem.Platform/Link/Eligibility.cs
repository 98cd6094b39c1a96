using System.Globalization;
using Tandem.Platform.Accounts;
using Tandem.Platform.Enforcement;

namespace Tandem.Platform.Link;

/// <summary>Whether a number may be onboarded from the app (Meta, "Onboard WhatsApp Business app users",
/// requirements).</summary>
internal static class Eligibility
{
    /// <summary>Oldest version of the app (same page).</summary>
    private static readonly Version OldestApp = new(2, 24, 17);

    /// <summary>Why it may not; null: it may.</summary>
    public static ActRefusal? Objection(BusinessNumber number, PlatformOptions options, DateTimeOffset now)
    {
        var (link, phone, country) = (number.Link, number.Phone, number.Country);
        var days = (int)(now - number.InUseSince).TotalDays;
        var standing = number.Account.Standing;
        return standing.Locked || standing.Has(RestrictionTypes.AddNumbers)
                ? new("waba_id", "the account may add numbers; one that violated a policy may not for a while",
                    "wait until the restriction that account_update named ends")
            : link.State == LinkState.CloudOnly
                ? new("phone_number_id", "the number is in use with the WhatsApp Business app",
                    "register it with the app, or go through plain Embedded Signup")
            : link.IsCoexistence
                ? new("phone_number_id", "the number is not on the Cloud API yet, with this or another partner",
                    "disconnect it in the app first: Settings, Account, Business Platform")
            : link.AccountDeleted
                ? new("phone_number_id", "the number has a WhatsApp account", "register it with the app again")
            : phone.HasConsumerApp
                ? new("phone_number_id",
                    "the number is in use with the WhatsApp Business app, not with the consumer app",
                    "register it with the WhatsApp Business app")
            : !Version.TryParse(phone.AppVersion, out var version) || version < OldestApp
                ? new("app_version", $"the app has version {OldestApp} or later", "update the app on the phone")
            : DateOnly.FromDateTime(now.UtcDateTime) < country.CoexistenceSince
                ? new("country", string.Create(
                        CultureInfo.InvariantCulture,
                        $"coexistence is offered in {country.Code} since {country.CoexistenceSince:yyyy-MM-dd}"),
                    "use a number of another country")
            : days < options.LeastDaysInUse
                ? new("phone_number_id",
                    "the number is not eligible and needs more WhatsApp Business App activity",
                    $"use the app for {options.LeastDaysInUse - days} more days and try again")
            : null;
    }
}
