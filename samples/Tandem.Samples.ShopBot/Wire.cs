using System.Text.Json.Serialization;

namespace Tandem.Samples.ShopBot;

// The little of Meta's webhooks and sends that this bot reads and writes; everything else passes by unread.

internal sealed record Webhook(Entry[]? Entry);

internal sealed record Entry(Change[]? Changes);

internal sealed record Change(string? Field, Value? Value);

internal sealed record Value(Metadata? Metadata, Incoming[]? Messages);

internal sealed record Metadata(string? PhoneNumberId);

/// <summary>A customer's message. Who keeps the phone number to himself has only a user id.</summary>
internal sealed record Incoming(string? Id, string? Type, string? From, string? FromUserId, Text? Text);

internal sealed record Text(string? Body);

/// <summary>A text to a customer, by phone number (<c>to</c>) or by user id (<c>recipient</c>).</summary>
internal sealed record Outgoing(string? To, string? Recipient, Text Text, ReplyTo Context)
{
    public string MessagingProduct => "whatsapp";

    public string RecipientType => "individual";

    public string Type => "text";
}

internal sealed record ReplyTo(string MessageId);

/// <summary>Marks a message and all before it as read, and shows "typing…" until the answer comes.</summary>
internal sealed record ReadMark(string MessageId)
{
    public string MessagingProduct => "whatsapp";

    public string Status => "read";

    public Typing TypingIndicator => new("text");
}

internal sealed record Typing(string Type);

internal sealed record Refusal(GraphError? Error);

internal sealed record GraphError(string? Message, int Code, int? ErrorSubcode, ErrorData? ErrorData);

internal sealed record ErrorData(string? Details);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(Outgoing))]
[JsonSerializable(typeof(ReadMark))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class ShopBotJson : JsonSerializerContext;
