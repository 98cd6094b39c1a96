using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Sending;

/// <summary>What each kind of content demands; kinds that are not named here are not checked.</summary>
internal static class ContentRules
{
    public static GraphError? Check(string type, JsonElement root) => type switch
    {
        "contacts" => CheckContacts(root),
        "text" or "image" or "video" or "audio" or "document" or "sticker" or "location" or "reaction" or "template"
            or "interactive" => WireJson.Object(root, type) is { } content
                ? CheckObject(type, content)
                : GraphErrors.Invalid(type, "must be an object"),
        _ => null,
    };

    private static GraphError? CheckObject(string type, JsonElement content) => type switch
    {
        "text" => TextRules.Required(content, "body", "text", SendLimits.TextBody),
        "location" => CheckLocation(content),
        "reaction" => TextRules.Required(content, "message_id", "reaction"),
        "template" => CheckTemplate(content),
        "interactive" => InteractiveRules.Check(content),
        _ => CheckMedia(type, content),
    };

    private static GraphError? CheckMedia(string type, JsonElement media)
    {
        var hasId = WireJson.Text(media, "id") is { Length: > 0 };
        var hasLink = WireJson.Text(media, "link") is { Length: > 0 };
        if (!hasId && !hasLink)
            return GraphErrors.Missing($"{type}.id");

        if (hasId && hasLink)
            return GraphErrors.Invalid($"{type}.id", $"cannot be given together with '{type}.link'");

        return TextRules.Optional(media, "caption", type, SendLimits.Caption);
    }

    private static GraphError? CheckLocation(JsonElement location) =>
        CheckDegrees(location, "latitude", 90) ?? CheckDegrees(location, "longitude", 180);

    /// <summary>Strings on the send page, numbers in Meta's OpenAPI: both are taken (decision 0101, row 15).</summary>
    private static GraphError? CheckDegrees(JsonElement location, string name, double limit)
    {
        if (WireJson.Text(location, name) is not { Length: > 0 } text)
            return GraphErrors.Missing($"location.{name}");

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees);
        return isNumber && Math.Abs(degrees) <= limit
            ? null
            : GraphErrors.Invalid($"location.{name}", "must be a number of degrees");
    }

    /// <summary>How many contacts fit is not checked: Meta's texts say 257 and 5 (decision 0101, row 18).</summary>
    private static GraphError? CheckContacts(JsonElement root)
    {
        if (WireJson.Member(root, "contacts") is not { ValueKind: JsonValueKind.Array } contacts)
            return GraphErrors.Invalid("contacts", "must be a list");

        if (contacts.GetArrayLength() == 0)
            return GraphErrors.Missing("contacts");

        foreach (var (index, contact) in contacts.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"contacts[{index}].name");
            if (WireJson.Object(contact, "name") is not { } name)
                return GraphErrors.Missing(path);
            if (TextRules.Required(name, "formatted_name", path) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static GraphError? CheckTemplate(JsonElement template)
    {
        if (TextRules.Required(template, "name", "template", SendLimits.TemplateName) is { } refusal)
            return refusal;

        if (WireJson.Object(template, "language") is not { } language)
            return GraphErrors.Missing("template.language");

        if (TextRules.Required(language, "code", "template.language") is { } noCode)
            return noCode;

        return WireJson.Member(template, "components") is { ValueKind: not (JsonValueKind.Array or JsonValueKind.Null) }
            ? GraphErrors.Invalid("template.components", "must be a list")
            : null;
    }
}
