using System.Text.Json;
using Tandem.Platform;
using Tandem.Platform.Link;

namespace Tandem.Emulator.Control;

/// <summary>Embedded Signup begins: the account and app it is for, and the number in the app.</summary>
internal sealed record SignupRequest(string WabaId, string AppId, string Number);

/// <summary>What stands in the way of a signup.</summary>
internal sealed record RefusalBody(string Field, string Rule, string Remedy);

/// <summary>A signup as it stands; <paramref name="Event"/> is the window's message, <paramref name="Code"/> what is
/// exchanged at <c>/oauth/access_token</c> until <paramref name="CodeUntil"/>.</summary>
internal sealed record SignupBody(
    string Id,
    string State,
    string PhoneNumberId,
    string WabaId,
    string? VerificationCode,
    RefusalBody? Refusal,
    JsonElement? Event,
    string? Code,
    DateTimeOffset? CodeUntil)
{
    public static SignupBody Of(SignupView view) => new(
        view.Id,
        view.State,
        view.PhoneNumberId,
        view.WabaId,
        view.VerificationCode,
        view.Refusal is { } refusal ? new(refusal.Field, refusal.Rule, refusal.Remedy) : null,
        view.Event is { } message ? JsonElement.Parse(message.Span) : null,
        view.Code,
        view.CodeUntil);
}

/// <summary>The owner confirms; history is shared unless he unchecks it.</summary>
internal sealed record ConfirmBody(string Signup, string Code, bool ShareHistory = true);

/// <summary>The owner does not confirm.</summary>
internal sealed record DeclineBody(string Signup);

/// <summary>A registration; the box that brings the Cloud API back is checked unless the owner unchecks it.</summary>
internal sealed record ReregisterBody(bool Reconnect = true);

/// <summary>Chats of the time before the link.</summary>
internal sealed record HistoryBody(int Customers, int MessagesEach, int Days, bool Media = false);

/// <summary>An entry of the address book, as it is written.</summary>
internal sealed record ContactBody(string FullName, string? FirstName = null);

/// <summary>How a number stands between app and Cloud API.</summary>
internal sealed record LinkBody(
    LinkState State,
    DateTimeOffset Since,
    DateTimeOffset? OnboardedAt,
    string? Ending,
    bool Registering,
    bool SharesHistory,
    IReadOnlyList<string> SyncsUsed,
    int ContactsLeft,
    int HistoryLeft);

/// <summary>A business number: its link, its phone if it has one, and its quality, limits and restrictions.</summary>
internal sealed record NumberBody(
    string PhoneNumberId,
    string DisplayPhoneNumber,
    string VerifiedName,
    string WabaId,
    string Country,
    LinkBody Link,
    PhoneView? Phone,
    StandingView Standing)
{
    /// <summary>A number by its id or digits; null: it is unknown.</summary>
    public static NumberBody? Of(PlatformMind mind, string number) => mind.LinkOf(number) is not { } view ? null : new(
        view.PhoneNumberId,
        view.DisplayPhoneNumber,
        view.VerifiedName,
        view.WabaId,
        view.Country,
        new(
            view.State,
            view.Since,
            view.OnboardedAt,
            view.Ending,
            view.Registering,
            view.SharesHistory,
            view.SyncsUsed,
            view.ContactsLeft,
            view.HistoryLeft),
        mind.Phone(number),
        mind.StandingOf(number)!);
}
