using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Tandem.Emulator.Running;
using Tandem.Platform;

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
internal sealed record WebhookBody(string? CallbackUrl, string? VerifyToken);

[JsonSourceGenerationOptions(
    Converters = [typeof(LinkStateConverter)],
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
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
[JsonSerializable(typeof(AccountSetup))]
[JsonSerializable(typeof(CustomerSetup))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(int?))]
internal sealed partial class ControlJson : JsonSerializerContext;
