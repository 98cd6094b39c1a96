using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Sending;

/// <summary>Rules for texts inside a send.</summary>
internal static class TextRules
{
    /// <summary>Characters as Unicode scalar values; Meta does not say how it counts, and this counts least.</summary>
    public static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
            length++;
        return length;
    }

    public static GraphError TooLong(string parameter, int limit) =>
        GraphErrors.Of(
            100,
            string.Create(
                CultureInfo.InvariantCulture, $"Param '{parameter}' must be at most {limit} characters long."));

    /// <summary>A member that must be there, a text, not empty and not too long.</summary>
    public static GraphError? Required(JsonElement parent, string name, string path, int limit = int.MaxValue)
    {
        var parameter = $"{path}.{name}";
        return WireJson.Member(parent, name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => GraphErrors.Missing(parameter),
            { ValueKind: not JsonValueKind.String } => GraphErrors.Invalid(parameter, "must be a text"),
            { } text when text.GetString()!.Length == 0 => GraphErrors.Missing(parameter),
            { } text when Length(text.GetString()!) > limit => TooLong(parameter, limit),
            _ => null,
        };
    }

    /// <summary>A member that, if there, must be a text and not too long.</summary>
    public static GraphError? Optional(JsonElement parent, string name, string path, int limit) =>
        WireJson.Member(parent, name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: not JsonValueKind.String } => GraphErrors.Invalid($"{path}.{name}", "must be a text"),
            { } text when Length(text.GetString()!) > limit => TooLong($"{path}.{name}", limit),
            _ => null,
        };
}
