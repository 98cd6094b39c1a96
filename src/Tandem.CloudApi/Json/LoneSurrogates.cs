using System.Buffers.Text;

namespace Tandem.CloudApi.Json;

/// <summary>Repairs <c>\uD83D</c> without its other half, which is what remains of an emoji cut in two.</summary>
/// <remarks>
/// It is legal JSON, but no string can be made of it: every later reading of that one text would throw. The escape
/// becomes <c>\ufffd</c>, of equal length, so that positions stay what they were.
/// </remarks>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The same bytes, or a repaired copy of them.</summary>
    public static ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> json)
    {
        byte[]? copy = null;
        var at = 0;
        while (NextEscape(json, ref at, out var unit))
        {
            if (!char.IsSurrogate(unit))
            {
                at += EscapeLength;
                continue;
            }

            var next = at + EscapeLength;
            if (char.IsHighSurrogate(unit) && ReadUnit(json, next) is { } low && char.IsLowSurrogate(low))
            {
                at = next + EscapeLength;
                continue;
            }

            copy ??= json.ToArray();
            "\\ufffd"u8.CopyTo(copy.AsSpan(at));
            at = next;
        }

        return copy ?? json;
    }

    /// <summary>Moves to the next <c>\uXXXX</c>; other escapes (also <c>\\</c>) are stepped over.</summary>
    private static bool NextEscape(ReadOnlySpan<byte> json, ref int at, out char unit)
    {
        while (at < json.Length)
        {
            var step = json[at..].IndexOf((byte)'\\');
            if (step < 0)
                break;

            at += step;
            if (ReadUnit(json, at) is { } found)
            {
                unit = found;
                return true;
            }

            at += 2;
        }

        unit = default;
        return false;
    }

    private static char? ReadUnit(ReadOnlySpan<byte> json, int at)
    {
        if (at > json.Length - EscapeLength || json[at] != '\\' || json[at + 1] != 'u')
            return null;

        return Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
    }
}
