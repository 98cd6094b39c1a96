using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Console.Words;

/// <summary>Raw JSON, indented for reading.</summary>
public static class RawJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // shown as text, never as markup
    };

    /// <summary>The element, indented.</summary>
    public static string Pretty(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            element.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Bytes as they came: indented if they are JSON, else as text.</summary>
    public static string Pretty(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Pretty(document.RootElement);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(bytes);
        }
    }
}
