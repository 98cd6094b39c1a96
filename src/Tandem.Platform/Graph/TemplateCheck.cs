using System.Globalization;
using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Templates;

namespace Tandem.Platform.Graph;

/// <summary>Whether a template send names a template that may be sent, with the parameters it takes.</summary>
internal static class TemplateCheck
{
    public static Refusal? Find(Call call, Account account, out Template? template)
    {
        var body = call.Parameters.Nested("template")!.Value;
        var name = body.GetProperty("name").GetString();
        var language = body.GetProperty("language").GetProperty("code").GetString();
        template = account.Templates.Find(name, language);
        return template switch
        {
            null or { Status: TemplateStatus.Pending or TemplateStatus.Rejected } =>
                new(404, 132001, "Template name does not exist in the translation")
                {
                    Details = $"template name ({name}) does not exist in {language}",
                },
            { Status: TemplateStatus.Paused } => Refusal.TemplatePaused,
            { Status: TemplateStatus.Disabled } => Refusal.TemplateDisabled,
            _ => Header(body, template.Text) ?? Body(body, template.Text) ?? Buttons(body, template.Text),
        };
    }

    private static Refusal? Header(JsonElement send, TemplateText text)
    {
        if (text.HeaderFormat is not { } format)
            return null;
        var given = Parameters(Component(send, "header"));
        if (format == "TEXT")
            return Count("header", given, text.HeaderParameters, text.Named);
        if (format == "LOCATION" && given.Count == 0)
            return null; // The location of a location header may be left to the client's app.
        var kind = given.Count == 0 ? "UNKNOWN" : TemplateText.TextOf(given[0], "type").ToUpperInvariant();
        return kind == format
            ? null
            : new(400, 132012, "Parameter format does not match format in the created template")
            {
                Details = $"header: Format mismatch, expected {format}, received {kind}",
            };
    }

    private static Refusal? Body(JsonElement send, TemplateText text) =>
        Count("body", Parameters(Component(send, "body")), text.BodyParameters, text.Named);

    private static Refusal? Count(
        string where, IReadOnlyList<JsonElement> given, IReadOnlyList<string> expected, bool named)
    {
        if (given.Count != expected.Count)
            return new(400, 132000, "Number of parameters does not match the expected number of params")
            {
                Details = $"{where}: number of localizable_params ({given.Count}) does not match the expected number " +
                    $"of params ({expected.Count})",
            };
        if (!named)
            return null;
        var missing = expected.FirstOrDefault(
            name => !given.Any(parameter => TemplateText.TextOf(parameter, "parameter_name") == name));
        return missing is null
            ? null
            : new(400, 132000, "Number of parameters does not match the expected number of params")
            {
                Details = $"{where}: no parameter is named {missing}",
            };
    }

    /// <summary>A URL button whose address has a parameter wants its ending.</summary>
    private static Refusal? Buttons(JsonElement send, TemplateText text)
    {
        foreach (var index in text.UrlParameters)
        {
            if (!Components(send, "button").Any(button => IndexOf(button) == index && Parameters(button).Count > 0))
                return Refusal.Missing($"buttons: Button at index {index} of type Url requires a parameter");
        }

        return null;
    }

    private static JsonElement? Component(JsonElement send, string type)
    {
        foreach (var component in Components(send, type))
            return component;
        return null;
    }

    private static IEnumerable<JsonElement> Components(JsonElement send, string type) =>
        send.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array
            ? components.EnumerateArray().Where(component => string.Equals(
                TemplateText.TextOf(component, "type"), type, StringComparison.OrdinalIgnoreCase))
            : [];

    private static IReadOnlyList<JsonElement> Parameters(JsonElement? component) =>
        component is { } found && found.TryGetProperty("parameters", out var parameters)
            && parameters.ValueKind == JsonValueKind.Array
            ? [.. parameters.EnumerateArray()]
            : [];

    /// <summary>Clients send the index as a text or as a number.</summary>
    private static int? IndexOf(JsonElement button) => button.TryGetProperty("index", out var index)
        && int.TryParse(index.ToString(), CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}
