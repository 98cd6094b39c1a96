using System.Text.Json;

namespace Tandem.Platform.People;

/// <summary>A Cloud-API-shaped body, as people's acts state it.</summary>
/// <param name="Type">Message type; text when the body names none.</param>
/// <param name="Content">The object named by the type.</param>
/// <param name="QuotedId">The message it answers.</param>
/// <param name="Forwarded"><c>forwarded</c> or <c>frequently_forwarded</c>.</param>
/// <param name="Referral">The advertisement it came from.</param>
internal sealed record Speech(
    string Type, JsonElement Content, string? QuotedId, string? Forwarded, JsonElement? Referral)
{
    /// <summary>Reads a body; gives back why it cannot be read.</summary>
    public static ActRefusal? Read(ReadOnlyMemory<byte> body, out Speech speech)
    {
        speech = null!;
        JsonElement json;
        try
        {
            json = JsonElement.Parse(body.Span);
            MetaJson.Piece(json); // throws for half a surrogate pair, which could never be written again
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new("body", "the body is a JSON object in UTF-8", "send a message as the Cloud API takes it");
        }

        if (json.ValueKind != JsonValueKind.Object)
            return new("body", "the body is a JSON object", "send a message as the Cloud API takes it");
        var type = Text(json, "type") ?? "text";
        if (!json.TryGetProperty(type, out var content)
            || content.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return new(type, $"a message of type {type} has an object of that name", $"add \"{type}\": {{…}}");
        if (type == "text" && string.IsNullOrEmpty(Text(content, "body")))
            return new("text.body", "a text has a body", "add \"text\": {\"body\": \"…\"}");
        var context = json.TryGetProperty("context", out var given) && given.ValueKind == JsonValueKind.Object
            ? given
            : default;
        speech = new(
            type,
            content,
            Text(context, "message_id") ?? Text(context, "id"),
            Flag(context, "frequently_forwarded") ?? Flag(context, "forwarded"),
            json.TryGetProperty("referral", out var referral) && referral.ValueKind == JsonValueKind.Object
                ? referral
                : null);
        return null;
    }

    /// <summary>A text of an object; null when it is missing or something else.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? Flag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.True
            ? name
            : null;
}
