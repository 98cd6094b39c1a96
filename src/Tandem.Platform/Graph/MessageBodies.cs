using System.Text.Json;
using Tandem.Platform.Media;

namespace Tandem.Platform.Graph;

/// <summary>
/// What a send must hold for its type. Only what Meta requires is checked; keys it does not know pass, as they do for
/// callers of the real API at the top level.
/// </summary>
internal static class MessageBodies
{
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;

    private static readonly string[] Types =
    [
        "audio", "contacts", "document", "image", "interactive", "location", "reaction", "sticker", "template", "text",
        "video",
    ];

    /// <summary>Why the body is refused; null: it is sound.</summary>
    public static Refusal? Objection(GraphParameters parameters, string type)
    {
        if (Array.IndexOf(Types, type) < 0)
        {
            var known = string.Join(", ", Types.Select(name => name.ToUpperInvariant()));
            return Refusal.Parameter($"Param type must be one of {{{known}}} - got \"{type}\".");
        }

        if (parameters.Nested(type) is not { } body)
            return Refusal.Missing($"Parameter '{type}' is mandatory for type '{type}'");
        if (type == "contacts")
            return body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0
                ? null
                : Refusal.Missing("Parameter 'contacts' needs at least one contact");
        if (body.ValueKind != JsonValueKind.Object)
            return Refusal.Parameter($"Param {type} must be a JSON object.");
        return MediaRules.IsMedia(type) ? Media(body, type) : Other(body, type);
    }

    private static Refusal? Other(JsonElement body, string type) => type switch
    {
        "text" => Text(body),
        "location" => Required(body, "latitude", type) ?? Required(body, "longitude", type),
        "reaction" => Required(body, "message_id", type),
        "interactive" => Interactive(body),
        _ => Template(body),
    };

    private static Refusal? Text(JsonElement body)
    {
        if (Required(body, "body", "text") is { } missing)
            return missing;
        var text = body.GetProperty("body");
        if (text.ValueKind != JsonValueKind.String)
            return Refusal.Parameter("Param text['body'] must be a string.");
        return text.GetString()!.Length > LongestText
            ? Refusal.Parameter($"Param text['body'] must be at most {LongestText} characters long.")
            : null;
    }

    private static Refusal? Media(JsonElement body, string type)
    {
        var hasId = Has(body, "id");
        var hasLink = Has(body, "link");
        if (hasId == hasLink)
            return hasId
                ? Refusal.Parameter($"Only one of {type}['id'] and {type}['link'] may be given.")
                : Refusal.Missing($"Parameter '{type}' needs 'id' or 'link'");
        if (body.TryGetProperty("caption", out var caption) && caption.ValueKind == JsonValueKind.String
            && caption.GetString()!.Length > LongestCaption)
            return Refusal.Parameter($"Param {type}['caption'] must be at most {LongestCaption} characters long.");
        return null;
    }

    private static Refusal? Interactive(JsonElement body)
    {
        if ((Required(body, "type", "interactive") ?? Required(body, "action", "interactive")) is { } missing)
            return missing;
        var kind = body.GetProperty("type");
        if (kind.ValueKind != JsonValueKind.String || !kind.ValueEquals("button"))
            return null;
        var action = body.GetProperty("action");
        var buttons = action.ValueKind == JsonValueKind.Object && action.TryGetProperty("buttons", out var list)
            && list.ValueKind == JsonValueKind.Array
            ? list.GetArrayLength()
            : 0;
        return buttons is >= 1 and <= 3
            ? null
            : Refusal.Value("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
    }

    private static Refusal? Template(JsonElement body)
    {
        if ((Required(body, "name", "template") ?? Required(body, "language", "template")) is { } missing)
            return missing;
        if (body.GetProperty("name").ValueKind != JsonValueKind.String)
            return Refusal.Parameter("Param template['name'] must be a string.");
        var language = body.GetProperty("language");
        return language.ValueKind == JsonValueKind.Object && language.TryGetProperty("code", out var code)
            && code.ValueKind == JsonValueKind.String
            ? null
            : Refusal.Missing("Parameter 'template' needs 'language' with 'code'");
    }

    private static Refusal? Required(JsonElement body, string name, string type) =>
        Has(body, name) ? null : Refusal.Missing($"Parameter '{type}' needs '{name}'");

    private static bool Has(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));
}
