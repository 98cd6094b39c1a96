using System.Text.Json;

namespace Tandem.CloudApi.Json;

/// <summary>Changes one member of a JSON object and leaves every other byte where it is.</summary>
internal static class JsonSplice
{
    /// <summary>Sets a member of the outermost object to a text, wherever and how often it stands there.</summary>
    /// <param name="json">A valid JSON object.</param>
    /// <param name="name">The member; ASCII.</param>
    /// <param name="text">Its new value.</param>
    public static byte[] SetText(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, string text)
    {
        var value = JsonEncodedText.Encode(text, WireEncoder.Relaxed).EncodedUtf8Bytes;
        var result = new List<byte>(json.Length + name.Length + value.Length + 8);
        var copied = 0;
        var (found, members) = (false, 0);

        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            members++;
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (!isIt)
                continue;

            found = true;
            result.AddRange(json[copied..start]);
            AddQuoted(result, value);
            copied = (int)reader.BytesConsumed;
        }

        if (!found)
        {
            var end = (int)reader.TokenStartIndex;
            result.AddRange(json[copied..end]);
            if (members > 0)
                result.Add((byte)',');
            AddQuoted(result, name);
            result.Add((byte)':');
            AddQuoted(result, value);
            copied = end;
        }

        result.AddRange(json[copied..]);
        return [.. result];
    }

    private static void AddQuoted(List<byte> result, ReadOnlySpan<byte> content)
    {
        result.Add((byte)'"');
        result.AddRange(content);
        result.Add((byte)'"');
    }
}
