using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tandem.Platform.Templates;

/// <summary>What a template says, and what a send must fill in.</summary>
internal sealed partial class TemplateText
{
    private TemplateText(byte[] components, bool named)
    {
        Components = components;
        Named = named;
    }

    /// <summary>The components as Graph gives them back: types in upper case. A piece of JSON.</summary>
    public byte[] Components { get; }

    /// <summary>Whether parameters have names instead of numbers.</summary>
    public bool Named { get; }

    /// <summary>The body's text; empty where it is Meta's, as of authentication templates.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Parameters of the body, each once, in order.</summary>
    public IReadOnlyList<string> BodyParameters { get; private init; } = [];

    /// <summary>TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION; null: there is no header.</summary>
    public string? HeaderFormat { get; private init; }

    /// <summary>Parameters of a header of text.</summary>
    public IReadOnlyList<string> HeaderParameters { get; private init; } = [];

    /// <summary>Positions of the URL buttons whose address has a parameter.</summary>
    public IReadOnlyList<int> UrlParameters { get; private init; } = [];

    /// <summary>A template of a body alone, with positional parameters.</summary>
    public static TemplateText OfBody(string body) => Read(
        JsonElement.Parse(MetaJson.Piece(writer =>
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("type", "BODY");
            writer.WriteString("text", body);
            writer.WriteEndObject();
            writer.WriteEndArray();
        })),
        named: false,
        isAuthentication: false);

    /// <summary>Reads components whose form was checked before.</summary>
    /// <param name="components">The array.</param>
    /// <param name="named">Whether parameters have names.</param>
    /// <param name="isAuthentication">Whether the text is Meta's: then the code is the parameter of the body, and of
    /// the button once more (Meta, "Authentication templates").</param>
    public static TemplateText Read(JsonElement components, bool named, bool isAuthentication)
    {
        string body = "", header = "";
        string? format = null;
        var urls = new List<int>();
        foreach (var component in components.EnumerateArray())
        {
            switch (TextOf(component, "type").ToUpperInvariant())
            {
                case "BODY":
                    body = TextOf(component, "text");
                    break;
                case "HEADER":
                    format = TextOf(component, "format") is { Length: > 0 } asked ? asked.ToUpperInvariant() : "TEXT";
                    header = TextOf(component, "text");
                    break;
                case "BUTTONS" when component.TryGetProperty("buttons", out var buttons)
                    && buttons.ValueKind == JsonValueKind.Array:
                    urls.AddRange(
                        from button in buttons.EnumerateArray().Index()
                        where isAuthentication || Placeholder().IsMatch(TextOf(button.Item, "url"))
                        select button.Index);
                    break;
            }
        }

        return new(MetaJson.Piece(writer => WriteUpper(writer, components)), named)
        {
            Body = body,
            BodyParameters = isAuthentication ? ["1"] : Parameters(body),
            HeaderFormat = format,
            HeaderParameters = Parameters(header),
            UrlParameters = urls,
        };
    }

    /// <summary>The parameters of a text, each once, in order.</summary>
    public static IReadOnlyList<string> Parameters(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];

    /// <summary>Whether two parameters stand side by side, which reviewers reject.</summary>
    public bool HasNeighbours => Neighbours().IsMatch(Body);

    public static string TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    /// <summary>Types and formats are taken in either case and given back in upper case.</summary>
    private static void WriteUpper(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    if (property.Name is "type" or "format" or "otp_type"
                        && property.Value.ValueKind == JsonValueKind.String)
                        writer.WriteStringValue(property.Value.GetString()!.ToUpperInvariant());
                    else
                        WriteUpper(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    WriteUpper(writer, item);
                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_]+)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\}\}\s*\{\{", RegexOptions.CultureInvariant)]
    private static partial Regex Neighbours();
}
