using System.Text.Json;
using Tandem.Platform.Accounts;

namespace Tandem.Platform.Graph;

/// <summary>Whether a template send names a template of the account with the right number of parameters.</summary>
internal static class TemplateCheck
{
    public static Refusal? Find(Call call, Account account, out Template? template)
    {
        var body = call.Parameters.Nested("template")!.Value;
        var name = body.GetProperty("name").GetString();
        var language = body.GetProperty("language").GetProperty("code").GetString();
        template = account.Templates.FirstOrDefault(entry => entry.Name == name && entry.Language == language);
        if (template is null)
            return new(404, 132001, "Template name does not exist in the translation")
            {
                Details = $"template name ({name}) does not exist in {language}",
            };
        var given = BodyParameters(body);
        return given == template.BodyParameters
            ? null
            : new(400, 132000, "Number of parameters does not match the expected number of params")
            {
                Details = $"body: number of localizable_params ({given}) does not match the expected number of " +
                    $"params ({template.BodyParameters})",
            };
    }

    private static int BodyParameters(JsonElement template)
    {
        if (!template.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
            return 0;
        foreach (var component in components.EnumerateArray())
        {
            if (component.ValueKind == JsonValueKind.Object
                && component.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && string.Equals(type.GetString(), "body", StringComparison.OrdinalIgnoreCase)
                && component.TryGetProperty("parameters", out var parameters)
                && parameters.ValueKind == JsonValueKind.Array)
                return parameters.GetArrayLength();
        }

        return 0;
    }
}
