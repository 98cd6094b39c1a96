using Tandem.Platform.Link;

namespace Tandem.Platform;

/// <summary>An app with one WhatsApp Business Account and its numbers, as Embedded Signup leaves them behind.</summary>
public sealed record AccountSetup
{
    private const string UsualPortfolioId = "506914307656634";

    /// <summary>Id of the app; accounts with the same app share its secret and callback.</summary>
    public required string AppId { get; init; }

    /// <summary>Secret that signs this app's webhooks.</summary>
    public required string AppSecret { get; init; }

    /// <summary>Id of the WhatsApp Business Account.</summary>
    public required string WabaId { get; init; }

    /// <summary>Token that Graph calls about this account present.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Name of the account and of its app.</summary>
    public string Name { get; init; } = "Lucky Shrub";

    /// <summary>Id of the business portfolio, whose accounts share one messaging limit. Readers of JSON may set null
    /// where there is none; that means the usual one.</summary>
    public string PortfolioId { get; init => field = value ?? UsualPortfolioId; } = UsualPortfolioId;

    /// <summary>Where the app's webhooks go; null: nowhere until configured.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The verify token the callback expects in the challenge.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>The account's numbers.</summary>
    public required IReadOnlyList<NumberSetup> Numbers { get; init; }

    /// <summary>The account every emulator starts with: the sample numbers of Meta's pages.</summary>
    public static AccountSetup LuckyShrub(string accessToken, string appSecret) => new()
    {
        AppId = "634974688087057",
        AppSecret = appSecret,
        WabaId = "102290129340398",
        AccessToken = accessToken,
        Numbers = [new("106540352242922", "+1 555-078-3881", "Lucky Shrub")],
    };
}

/// <summary>One business phone number.</summary>
/// <param name="PhoneNumberId">Graph id of the number.</param>
/// <param name="DisplayPhoneNumber">As the phone number node shows it, for example <c>+1 555-078-3881</c>.</param>
/// <param name="VerifiedName">The name customers see.</param>
/// <param name="Country">Code of two letters; null: the one its digits begin with.</param>
/// <param name="Link">How it stands between app and Cloud API when it comes to be.</param>
/// <param name="DaysInUse">For how many days the app had been in use by then.</param>
public sealed record NumberSetup(
    string PhoneNumberId,
    string DisplayPhoneNumber,
    string VerifiedName,
    string? Country = null,
    LinkState Link = LinkState.Connected,
    int DaysInUse = 365);
