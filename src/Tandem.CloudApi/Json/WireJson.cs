using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Tandem.CloudApi.Json;

/// <summary>Tolerant access to JSON from outside: a member of another shape is as good as none.</summary>
internal static class WireJson
{
    /// <summary>The object these bytes are, with a document of its own; null if they are none.</summary>
    public static JsonElement? TryParseObject(ReadOnlySpan<byte> json) =>
        TryParse(json) is { ValueKind: JsonValueKind.Object } root ? root : null;

    /// <summary>The JSON these bytes are, with a document of its own; null if they are none.</summary>
    public static JsonElement? TryParse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return null;

        try
        {
            return JsonElement.Parse(LoneSurrogates.Replace(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member as text, also when it is a number.</summary>
    public static string? Text(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A member as a whole number, also when it is written as a string.</summary>
    public static int? Integer(JsonElement element, string name) =>
        int.TryParse(Text(element, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static bool? Flag(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => null,
    };

    /// <summary>A member that is an object.</summary>
    public static JsonElement? Object(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Object } found ? found : null;

    /// <summary>The elements of a member that is an array; else none.</summary>
    public static IEnumerable<JsonElement> Elements(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
