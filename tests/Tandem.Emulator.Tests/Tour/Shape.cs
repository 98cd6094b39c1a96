using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tandem.Emulator.Tests.Tour;

/// <summary>Shapes of JSON: what is saved is put in place, and a value is held against what is asked for.</summary>
internal static partial class Shape
{
    /// <summary>Puts what was saved in place of <c>{name}</c>; a text that is nothing but a name becomes the value
    /// itself.</summary>
    public static JsonNode? Resolve(JsonNode? node, IReadOnlyDictionary<string, JsonNode?> known) => node switch
    {
        JsonObject members => new JsonObject(
            members.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value, known)))),
        JsonArray items => new JsonArray([.. items.Select(item => Resolve(item, known))]),
        JsonValue value when value.TryGetValue(out string? text) => Whole().Match(text) is { Success: true } whole
            ? known[whole.Groups[1].Value]?.DeepClone()
            : JsonValue.Create(Text(text, known)),
        _ => node?.DeepClone(),
    };

    public static string Text(string text, IReadOnlyDictionary<string, JsonNode?> known) =>
        Name().Replace(text, match => known[match.Groups[1].Value]?.ToString() ?? "");

    /// <summary>Whether a value has at least the shape that is asked for.</summary>
    public static bool Fits(JsonNode? value, JsonNode? asked) => asked switch
    {
        JsonArray { Count: 0 } => value is JsonArray { Count: 0 },
        JsonArray any => any.Any(one => Fits(value, one)),
        JsonObject range when range.ContainsKey("at_least") || range.ContainsKey("at_most") =>
            value is JsonValue number && number.TryGetValue(out double size)
            && size >= ((double?)range["at_least"] ?? double.NegativeInfinity)
            && size <= ((double?)range["at_most"] ?? double.PositiveInfinity),
        JsonObject members => value is JsonObject given && members.All(one => Fits(given[one.Key], one.Value)),
        _ => JsonNode.DeepEquals(value, asked),
    };

    [GeneratedRegex(@"^\{(\w+)\}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Name();
}
