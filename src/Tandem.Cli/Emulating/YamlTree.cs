using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Emulating;

/// <summary>A YAML document as JSON, with the line of everything in it. JSON is YAML, so this reads both.</summary>
internal sealed class YamlTree
{
    private const int Deepest = 32;
    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);

    private YamlTree()
    {
    }

    /// <summary>The document.</summary>
    public JsonNode Json { get; private set; } = new JsonObject();

    /// <summary>Reads a text.</summary>
    /// <exception cref="YamlException">It is no YAML; says where.</exception>
    public static YamlTree Read(TextReader text)
    {
        var stream = new YamlStream();
        stream.Load(text);
        var tree = new YamlTree();
        if (stream.Documents.Count > 1)
        {
            var second = stream.Documents[1].RootNode;
            throw new YamlException(second.Start, second.End, "there is one document in a file");
        }

        if (stream.Documents is [var document])
            tree.Json = tree.Convert(document.RootNode, "", 0) ?? new JsonObject();
        return tree;
    }

    /// <summary>Line of what a path such as <c>accounts[0].app_id</c> names, or of what it would be in.</summary>
    public long LineOf(string path)
    {
        while (path.Length > 0)
        {
            if (_lines.TryGetValue(path, out var line))
                return line;
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return 1;
    }

    /// <summary>The plain value a path names; null: it names none.</summary>
    public string? ValueOf(string path)
    {
        JsonNode? node = Json;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (var step in steps)
        {
            node = step[0] == '['
                ? (node as JsonArray)?[int.Parse(step[1..^1], CultureInfo.InvariantCulture)]
                : (node as JsonObject)?[step];
        }

        return node is JsonValue value ? value.ToString() : null;
    }

    private JsonNode? Convert(YamlNode node, string path, int depth)
    {
        _lines.TryAdd(path, node.Start.Line);
        if (depth > Deepest)
            throw new YamlException(node.Start, node.End, $"it is nested more than {Deepest} deep");
        switch (node)
        {
            case YamlMappingNode mapping:
                var members = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    if (key is not YamlScalarNode { Value: { } name })
                        throw new YamlException(key.Start, key.End, "a key is a text");
                    var inner = path.Length > 0 ? $"{path}.{name}" : name;
                    _lines[inner] = key.Start.Line;
                    members[name] = Convert(value, inner, depth + 1);
                }

                return members;
            case YamlSequenceNode sequence:
                return new JsonArray(
                    [.. sequence.Children.Select((item, i) => Convert(item, $"{path}[{i}]", depth + 1))]);
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    /// <summary>A plain scalar is what JSON would make of it, or else a text (YAML 1.2, JSON schema).</summary>
    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
            return JsonValue.Create(text);
        if (text is "" or "null" or "~")
            return null;
        if (text is "true" or "false")
            return JsonValue.Create(text == "true");
        return text is not "NaN" && (char.IsAsciiDigit(text[0]) || text[0] == '-') && IsJsonNumber(text)
            ? JsonNode.Parse(text)
            : JsonValue.Create(text);
    }

    private static bool IsJsonNumber(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonValue;
        }
        catch (System.Text.Json.JsonException)
        {
            return false; // 007, 2026-01-01, 1:30: texts.
        }
    }
}
