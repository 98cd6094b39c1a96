namespace Tandem.Platform.Link;

/// <summary>States of a signup.</summary>
public static class SignupStates
{
    /// <summary>The window shows a verification code; the owner has not typed it yet.</summary>
    public const string Waiting = "waiting";

    /// <summary>The number cannot be onboarded.</summary>
    public const string Refused = "refused";

    /// <summary>The number is onboarded.</summary>
    public const string Finished = "finished";

    /// <summary>The owner did not confirm.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The verification code was not typed in time.</summary>
    public const string Expired = "expired";

    /// <summary>Too many wrong codes were typed.</summary>
    public const string Failed = "failed";
}

/// <summary>A signup as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">One of <see cref="SignupStates"/>.</param>
/// <param name="PhoneNumberId">The number.</param>
/// <param name="WabaId">The account.</param>
/// <param name="VerificationCode">What the window shows; null once it is closed.</param>
/// <param name="Refusal">Why it was refused or failed.</param>
/// <param name="Event">The window's message, JSON; null while it is open.</param>
/// <param name="Code">What is exchanged for a token; null unless finished.</param>
/// <param name="CodeUntil">Until when that can be done.</param>
public sealed record SignupView(
    string Id,
    string State,
    string PhoneNumberId,
    string WabaId,
    string? VerificationCode,
    ActRefusal? Refusal,
    ReadOnlyMemory<byte>? Event,
    string? Code,
    DateTimeOffset? CodeUntil);

/// <summary>The link of a number as it stands.</summary>
/// <param name="PhoneNumberId">Graph id of the number.</param>
/// <param name="DisplayPhoneNumber">As people write it.</param>
/// <param name="VerifiedName">The name customers see.</param>
/// <param name="WabaId">Its account.</param>
/// <param name="Country">Code of two letters.</param>
/// <param name="State">How it stands between app and Cloud API.</param>
/// <param name="Since">Since when.</param>
/// <param name="OnboardedAt">When it was onboarded last; null: never.</param>
/// <param name="Ending">Name of the <see cref="LinkEnding"/> of its latest life; null: it lasts, or there was
/// none.</param>
/// <param name="Registering">Whether the phone's registration is under way.</param>
/// <param name="SharesHistory">Whether the owner shares the past.</param>
/// <param name="SyncsUsed">Syncs that were asked for since onboarding.</param>
/// <param name="ContactsLeft">Webhooks about contacts that the phone still has to give rise to.</param>
/// <param name="HistoryLeft">Webhooks about the past that it still has to give rise to.</param>
/// <param name="UnusedSince">Since when nobody uses the app; null: it is in use.</param>
public sealed record LinkView(
    string PhoneNumberId,
    string DisplayPhoneNumber,
    string VerifiedName,
    string WabaId,
    string Country,
    LinkState State,
    DateTimeOffset Since,
    DateTimeOffset? OnboardedAt,
    string? Ending,
    bool Registering,
    bool SharesHistory,
    IReadOnlyList<string> SyncsUsed,
    int ContactsLeft,
    int HistoryLeft,
    DateTimeOffset? UnusedSince);

/// <summary>An entry of a phone's address book.</summary>
/// <param name="Customer">What the emulator's paths call the customer.</param>
/// <param name="FullName">As it is written there.</param>
/// <param name="FirstName">First name.</param>
/// <param name="WaId">Phone number, digits only; null when there is none.</param>
/// <param name="UserId">BSUID.</param>
/// <param name="ChangedAt">When it was saved or edited last.</param>
public sealed record ContactView(
    string Customer, string FullName, string FirstName, string? WaId, string UserId, DateTimeOffset ChangedAt);
