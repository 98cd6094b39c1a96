using System.Buffers;
using System.Text;

namespace Tandem.CloudApi.Json;

/// <summary>Rewrites JSON the way Meta's serialiser spells it.</summary>
internal static class MetaEscapes
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => c is not ('/' or '\\')).Select(c => (byte)c)]);

    /// <summary>The same JSON with <c>\/</c> and lower-case <c>\uXXXX</c> for all that is not ASCII.</summary>
    /// <param name="json">Valid JSON without unneeded escapes. A slash, a backslash or a character outside ASCII can
    /// only stand in a string, so strings need not be told apart.</param>
    public static byte[] Apply(ReadOnlySpan<byte> json)
    {
        var result = new ArrayBufferWriter<byte>(json.Length + (json.Length / 8) + 16);
        while (!json.IsEmpty)
        {
            var special = json.IndexOfAnyExcept(Plain);
            var run = special < 0 ? json.Length : special;
            result.Write(json[..run]);
            json = json[run..];
            if (!json.IsEmpty)
                json = json[Rewrite(json, result)..];
        }

        return result.WrittenSpan.ToArray();
    }

    /// <summary>Writes what one special character becomes; returns how many bytes it took.</summary>
    private static int Rewrite(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> result)
    {
        switch (json[0])
        {
            case (byte)'/':
                result.Write("\\/"u8);
                return 1;
            case (byte)'\\' when json[1] == 'u':
                WriteUnit(result, (char)Convert.ToUInt16(Encoding.ASCII.GetString(json.Slice(2, 4)), 16));
                return 6;
            case (byte)'\\':
                result.Write(json[..2]);
                return 2;
            case < 0x80:
                result.Write(json[..1]);
                return 1;
        }

        Rune.DecodeFromUtf8(json, out var rune, out var length);
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
            WriteUnit(result, unit);
        return length;
    }

    private static void WriteUnit(ArrayBufferWriter<byte> result, char unit)
    {
        var escape = result.GetSpan(6);
        "\\u"u8.CopyTo(escape);
        ((ushort)unit).TryFormat(escape[2..], out _, "x4");
        result.Advance(6);
    }
}
