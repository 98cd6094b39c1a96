using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Platform;

/// <summary>
/// Writes JSON the way Meta's serializer does: no white space, everything beyond ASCII as <c>\uXXXX</c> with lower-case
/// digits, and slashes as <c>\/</c>, so that a receiver that checks a signature over its own re-serialization fails
/// here too.
/// </summary>
internal static class MetaJson
{
    private static readonly JsonWriterOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Composes an intermediate piece: UTF-8, not yet escaped, fit for <c>WriteRawValue</c>.</summary>
    public static byte[] Piece(Action<Utf8JsonWriter> compose)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            compose(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Composes what leaves on the wire.</summary>
    public static byte[] Wire(Action<Utf8JsonWriter> compose)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            compose(writer);
        return Escape(buffer.WrittenSpan);
    }

    /// <summary>A value as a piece without white space.</summary>
    /// <exception cref="InvalidOperationException">A string holds half a surrogate pair.</exception>
    public static byte[] Piece(JsonElement value) => Piece(value.WriteTo);

    /// <summary>Writes a property whose value is a finished piece.</summary>
    public static void Raw(this Utf8JsonWriter writer, string name, ReadOnlySpan<byte> piece)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(piece, skipInputValidation: true);
    }

    /// <summary>Writes a property unless its value is null.</summary>
    public static void Optional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Seconds since 1970 as the wire's strings have them.</summary>
    public static string UnixSeconds(DateTimeOffset at) =>
        at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Brings UTF-8 JSON into Meta's escaping.</summary>
    public static byte[] Escape(ReadOnlySpan<byte> json)
    {
        var result = new ArrayBufferWriter<byte>(json.Length + 64);
        while (!json.IsEmpty)
        {
            var plain = PlainLength(json);
            result.Write(json[..plain]);
            json = json[plain..];
            if (!json.IsEmpty)
                json = json[EscapeOne(json, result)..];
        }

        return result.WrittenSpan.ToArray();
    }

    private static int PlainLength(ReadOnlySpan<byte> json)
    {
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] is (byte)'/' or (byte)'\\' or > 0x7E)
                return i;
        }

        return json.Length;
    }

    /// <summary>Writes the escape at the start of <paramref name="json"/> and says how many bytes it stood
    /// for.</summary>
    private static int EscapeOne(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> result)
    {
        switch (json[0])
        {
            case (byte)'/':
                result.Write("\\/"u8);
                return 1;
            case (byte)'\\' when json[1] == (byte)'u':
                result.Write("\\u"u8);
                foreach (var digit in json.Slice(2, 4))
                    result.Write([digit is >= (byte)'A' and <= (byte)'F' ? (byte)(digit | 0x20) : digit]);
                return 6;
            case (byte)'\\':
                result.Write(json[..2]);
                return 2;
            default:
                System.Text.Rune.DecodeFromUtf8(json, out var rune, out var length);
                Span<char> units = stackalloc char[2];
                var count = rune.EncodeToUtf16(units);
                foreach (var unit in units[..count])
                    WriteUnit(unit, result);
                return length;
        }
    }

    private static void WriteUnit(char unit, ArrayBufferWriter<byte> result)
    {
        result.Write("\\u"u8);
        for (var shift = 12; shift >= 0; shift -= 4)
            result.Write(["0123456789abcdef"u8[(unit >> shift) & 0xF]]);
    }
}
