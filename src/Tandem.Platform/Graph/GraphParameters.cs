using System.Text;
using System.Text.Json;

namespace Tandem.Platform.Graph;

/// <summary>
/// The parameters of a call. On Graph nodes the query, a form and a JSON body are interchangeable; nested values of the
/// first two are texts of JSON. The body goes before the query.
/// </summary>
internal sealed class GraphParameters
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();
    private readonly JsonElement _json;
    private readonly Dictionary<string, string> _texts;

    private GraphParameters(JsonElement json, Dictionary<string, string> texts)
    {
        _json = json;
        _texts = texts;
    }

    /// <summary>Reads the parameters; null when the body is not what its content type says.</summary>
    public static GraphParameters? Read(PlatformInput.GraphRequested request, string query)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadForm(query, texts);
        var body = request.Body;
        if (body.IsEmpty)
            return new(JsonElement.Parse(Nothing), texts);
        if (IsForm(request))
        {
            ReadForm(Encoding.UTF8.GetString(body.Span), texts);
            return new(JsonElement.Parse(Nothing), texts);
        }

        try
        {
            var json = JsonElement.Parse(body.Span);
            MetaJson.Piece(json); // throws for half a surrogate pair, which could never be written again
            return json.ValueKind == JsonValueKind.Object ? new(json, texts) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A value as text; numbers and booleans as they are written.</summary>
    public string? Text(string name)
    {
        if (!_json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return _texts.GetValueOrDefault(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    /// <summary>An object or array; null when it is missing or something else.</summary>
    public JsonElement? Nested(string name)
    {
        if (!_json.TryGetProperty(name, out var value))
        {
            if (!_texts.TryGetValue(name, out var text))
                return null;
            return Parsed(text);
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object or JsonValueKind.Array => value,
            JsonValueKind.String => Parsed(value.GetString()!),
            _ => null,
        };
    }

    private static JsonElement? Parsed(string text)
    {
        try
        {
            var value = JsonElement.Parse(Encoding.UTF8.GetBytes(text));
            return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsForm(PlatformInput.GraphRequested request)
    {
        if (request.ContentType is { Length: > 0 } type)
            return type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        return request.Body.Span[0] != (byte)'{';
    }

    private static void ReadForm(string form, Dictionary<string, string> texts)
    {
        foreach (var pair in form.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? pair : pair[..at];
            texts[Decoded(name)] = at < 0 ? "" : Decoded(pair[(at + 1)..]);
        }
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
