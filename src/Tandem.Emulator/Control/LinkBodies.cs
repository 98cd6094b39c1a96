using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Platform;
using Tandem.Platform.Link;

namespace Tandem.Emulator.Control;

/// <summary>Embedded Signup begins: the account and app it is for, and the number in the app.</summary>
internal sealed record SignupRequest(string? WabaId, string? AppId, string? Number);

/// <summary>What stands in the way of something.</summary>
internal sealed record RefusalBody(string Field, string Rule, string Remedy)
{
    public static RefusalBody? Of(ActRefusal? refusal) =>
        refusal is null ? null : new(refusal.Field, refusal.Rule, refusal.Remedy);
}

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
        RefusalBody.Of(view.Refusal),
        view.Event is { } message ? JsonElement.Parse(message.Span) : null,
        view.Code,
        view.CodeUntil);
}

/// <summary>The owner confirms; history is shared unless he unchecks it.</summary>
internal sealed record ConfirmBody(string? Signup, string? Code, bool ShareHistory = true);

/// <summary>The owner does not confirm.</summary>
internal sealed record DeclineBody(string? Signup);

/// <summary>A registration; the box that brings the Cloud API back is checked unless the owner unchecks it.</summary>
internal sealed record ReregisterBody(bool Reconnect = true);

/// <summary>A new phone number.</summary>
internal sealed record NewNumberBody(string? To);

/// <summary>Chats of the time before the link.</summary>
internal sealed record HistoryBody(int? Customers, int? MessagesEach, int? Days, bool Media = false);

/// <summary>An entry of the address book, as it is written.</summary>
internal sealed record ContactBody(string? FullName, string? FirstName);

/// <summary>How a number stands between app and Cloud API.</summary>
internal sealed record LinkBody(
    string State,
    DateTimeOffset Since,
    DateTimeOffset? OnboardedAt,
    string? Ending,
    bool Registering,
    bool SharesHistory,
    IReadOnlyList<string> SyncsUsed,
    int ContactsLeft,
    int HistoryLeft);

/// <summary>A business number.</summary>
internal sealed record NumberBody(
    string PhoneNumberId,
    string DisplayPhoneNumber,
    string VerifiedName,
    string WabaId,
    string Country,
    LinkBody Link)
{
    public static NumberBody Of(LinkView view) => new(
        view.PhoneNumberId,
        view.DisplayPhoneNumber,
        view.VerifiedName,
        view.WabaId,
        view.Country,
        new(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(view.State.ToString()),
            view.Since,
            view.OnboardedAt,
            view.Ending,
            view.Registering,
            view.SharesHistory,
            view.SyncsUsed,
            view.ContactsLeft,
            view.HistoryLeft));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignupRequest))]
[JsonSerializable(typeof(SignupBody))]
[JsonSerializable(typeof(ConfirmBody))]
[JsonSerializable(typeof(DeclineBody))]
[JsonSerializable(typeof(ReregisterBody))]
[JsonSerializable(typeof(NewNumberBody))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(ContactBody))]
[JsonSerializable(typeof(ContactView))]
[JsonSerializable(typeof(Listed<ContactView>))]
[JsonSerializable(typeof(NumberBody))]
[JsonSerializable(typeof(Listed<NumberBody>))]
internal sealed partial class LinkJson : JsonSerializerContext;
