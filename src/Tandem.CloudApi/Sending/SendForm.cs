using System.Buffers;
using System.Text;
using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Sending;

/// <summary>Sends that come as a form or in the query instead of as JSON, which Graph takes alike.</summary>
public static class SendForm
{
    /// <summary>The JSON body that says the same.</summary>
    /// <param name="fields">Unescaped names and values. Of two equal names the last one holds.</param>
    /// <remarks>
    /// Nested values are JSON inside the field; everything else is a text. Credentials (<c>access_token</c>,
    /// <c>appsecret_proof</c>) are left out: they are not part of the message.
    /// </remarks>
    public static byte[] ToJson(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var last = new OrderedDictionary<string, string>();
        foreach (var (name, value) in fields)
        {
            if (name is not ("access_token" or "appsecret_proof"))
                last[name] = value;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WireEncoder.Options))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in last)
            {
                writer.WritePropertyName(name);
                if (TryParseNested(value) is { } nested)
                    nested.WriteTo(writer);
                else
                    writer.WriteStringValue(value);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static JsonElement? TryParseNested(string value)
    {
        if (value.AsSpan().TrimStart() is not ['{' or '[', ..])
            return null;

        // A text that only looks like JSON stays a text.
        return WireJson.TryParse(Encoding.UTF8.GetBytes(value));
    }
}
