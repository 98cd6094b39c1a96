using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Features;
using Tandem.Platform.Link;
using Tandem.Platform.Network;

namespace Tandem.Emulator.Control;

/// <summary>A list.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Data);

/// <summary>Lines of the ledger; <paramref name="NextAfter"/> is absent on the last page.</summary>
internal sealed record LedgerPage(IReadOnlyList<LedgerLine> Data, long? NextAfter);

/// <summary>A message as an act states it: a Cloud API body.</summary>
internal sealed class MessageBody
{
    /// <summary>The other party: of a customer's message a number's id or digits, of the owner's a customer.</summary>
    public string? To { get; set; }

    /// <summary>Message type; text when absent. The object of that name holds the content.</summary>
    public string? Type { get; set; }

    /// <summary>Content of a text; a message of another type has an object named by that type instead.</summary>
    public JsonElement? Text { get; set; }

    /// <summary>Of the owner's messages: the companion they are written on; the phone when absent.</summary>
    public string? Device { get; set; }

    /// <summary>The quoted message, in <c>message_id</c>.</summary>
    public JsonElement? Context { get; set; }
}

/// <summary>A message that was said.</summary>
internal sealed record SaidBody(string Wamid);

/// <summary>Something that came to be.</summary>
internal sealed record IdBody(string Id);

/// <summary>A line of a chat.</summary>
internal sealed record ChatLineBody(
    string Wamid,
    string Type,
    string Direction,
    string Author,
    DateTimeOffset Timestamp,
    string Status,
    bool Edited,
    JsonElement Content,
    IReadOnlyList<ChatReaction> Reactions)
{
    public static ChatLineBody Of(ChatLine line) => new(
        line.Wamid,
        line.Type,
        line.Direction,
        line.Author,
        line.Timestamp,
        line.Status,
        line.Edited,
        JsonElement.Parse(line.Content.Span),
        line.Reactions);
}

/// <summary>A change on a screen, as the live feed tells it.</summary>
internal sealed record ScreenBody(string Screen, string PhoneNumberId, string Customer, ChatLineBody Line)
{
    public static ScreenBody Of(ShownLine change) => new(
        change.Screen == Platform.Screen.Phone ? "phone" : "customer",
        change.PhoneNumberId,
        change.Customer,
        ChatLineBody.Of(change.Line));
}

/// <summary>A webhook and how it fared.</summary>
internal sealed record DeliveryBody(
    long DeliveryId,
    string Url,
    string State,
    int Attempts,
    int? LastStatus,
    DateTimeOffset FirstPostedAt,
    DateTimeOffset? NextAttemptAt,
    int Updates,
    JsonElement Body)
{
    public static DeliveryBody Of(DeliveryView view) => new(
        view.DeliveryId,
        view.Url,
        view.State,
        view.Attempts,
        view.LastStatus,
        view.FirstPostedAt,
        view.NextAttemptAt,
        view.Updates,
        JsonElement.Parse(view.Body.Span));
}

/// <summary>A callback to set.</summary>
internal sealed record WebhookBody(string CallbackUrl, string VerifyToken);

/// <summary>An account to add; its app's secret signs its webhooks.</summary>
internal sealed record AccountBody(
    string AppId,
    string AppSecret,
    string WabaId,
    string AccessToken,
    IReadOnlyList<NumberSetup> Numbers,
    string? Name = null,
    string? PortfolioId = null,
    string? CallbackUrl = null,
    string? VerifyToken = null)
{
    public AccountSetup Setup()
    {
        var setup = new AccountSetup
        {
            AppId = AppId,
            AppSecret = AppSecret,
            WabaId = WabaId,
            AccessToken = AccessToken,
            Numbers = Numbers,
            CallbackUrl = CallbackUrl,
            VerifyToken = VerifyToken,
        };
        return setup with { Name = Name ?? setup.Name, PortfolioId = PortfolioId ?? setup.PortfolioId };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(SecondsConverter), typeof(LatencyConverter), typeof(NamesConverter<LinkState>),
        typeof(NamesConverter<RefusalPlace>), typeof(NamesConverter<PlatformProfile>), typeof(NamesConverter<Unseen>),
        typeof(NamesConverter<Arrival>), typeof(NamesConverter<Certainty>), typeof(NamesConverter<ClockMode>),
        typeof(NamesConverter<AccountUpdateForm>), typeof(NamesConverter<SignupErrorForm>),
        typeof(NamesConverter<RegisterCall>), typeof(NamesConverter<ContactTime>),
        typeof(NamesConverter<HistoryRecipient>),
    ])]
[JsonSerializable(typeof(Listed<AccountView>))]
[JsonSerializable(typeof(Listed<ChatLineBody>))]
[JsonSerializable(typeof(Listed<ChatSummary>))]
[JsonSerializable(typeof(Listed<DeliveryBody>))]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(SaidBody))]
[JsonSerializable(typeof(IdBody))]
[JsonSerializable(typeof(ScreenBody))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(Listed<CustomerView>))]
[JsonSerializable(typeof(CustomerBody))]
[JsonSerializable(typeof(PreferencesBody))]
[JsonSerializable(typeof(NumberChangeBody))]
[JsonSerializable(typeof(PhoneView))]
[JsonSerializable(typeof(PhoneBody))]
[JsonSerializable(typeof(CompanionBody))]
[JsonSerializable(typeof(ConnectionBody))]
[JsonSerializable(typeof(AutomationBody))]
[JsonSerializable(typeof(UseBody))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(PlatformOptions))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Listed<FeatureBody>))]
[JsonSerializable(typeof(Listed<Country>))]
[JsonSerializable(typeof(Listed<FaultKind>))]
[JsonSerializable(typeof(Listed<FaultStateBody>))]
[JsonSerializable(typeof(FaultBody))]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(ClockChangeBody))]
[JsonSerializable(typeof(AdvanceBody))]
[JsonSerializable(typeof(WaitBody))]
[JsonSerializable(typeof(LineCondition))]
[JsonSerializable(typeof(WaitedBody))]
[JsonSerializable(typeof(Listed<SnapshotBody>))]
[JsonSerializable(typeof(SnapshotNameBody))]
[JsonSerializable(typeof(SeedBody))]
[JsonSerializable(typeof(ResetBody))]
[JsonSerializable(typeof(WorldBody))]
[JsonSerializable(typeof(MissedBody))]
[JsonSerializable(typeof(ConfigurationBody))]
[JsonSerializable(typeof(ClockConfigurationBody))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(ActRefusal[]))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(Listed<TemplateView>))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(LimitBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(ViolationBody))]
[JsonSerializable(typeof(MaintenanceBody))]
[JsonSerializable(typeof(SignupRequest))]
[JsonSerializable(typeof(SignupBody))]
[JsonSerializable(typeof(ConfirmBody))]
[JsonSerializable(typeof(DeclineBody))]
[JsonSerializable(typeof(ReregisterBody))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(ContactBody))]
[JsonSerializable(typeof(Listed<ContactView>))]
[JsonSerializable(typeof(Listed<NumberBody>))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>Lets the server's own serializer, and with it the contract, write as this context does.</summary>
    public static void Teach(JsonSerializerOptions options)
    {
        var own = Default.Options;
        options.TypeInfoResolverChain.Insert(0, Default);
        foreach (var converter in own.Converters)
            options.Converters.Add(converter);
        options.PropertyNamingPolicy = own.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = own.DefaultIgnoreCondition;
        options.NumberHandling = own.NumberHandling;
        options.RespectNullableAnnotations = own.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = own.RespectRequiredConstructorParameters;
    }
}
