using System.Text;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>Changes a webhook as bytes: flips, cuts, splices, invalid UTF-8, members twice, deep nesting.</summary>
internal sealed class ByteMutator(Random chance)
{
    private static readonly byte[][] Odd =
    [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x00], [0x80],
        "\\ud83d"u8.ToArray(), "\\u0000"u8.ToArray(), "\\udc00"u8.ToArray(), "\\"u8.ToArray(), "\""u8.ToArray(),
        "}"u8.ToArray(), "]}"u8.ToArray(), ",,"u8.ToArray(), "/**/"u8.ToArray(), "\u2028"u8.ToArray(),
        "-0"u8.ToArray(), "1e999"u8.ToArray(), "NaN"u8.ToArray(),
        "1234567890123456789012345678901234567890"u8.ToArray(),
    ];

    /// <summary>A changed copy.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="other">Another webhook's, for splices.</param>
    public byte[] Mutate(byte[] body, byte[] other)
    {
        var bytes = new List<byte>(body);
        for (var times = 1 + chance.Next(3); times > 0; times--)
            MutateOnce(bytes, other);
        return [.. bytes];
    }

    private void MutateOnce(List<byte> bytes, byte[] other)
    {
        if (bytes.Count == 0)
            return;

        var at = chance.Next(bytes.Count);
        var length = chance.Next(1, Math.Min(64, bytes.Count - at) + 1);
        switch (chance.Next(13))
        {
            case 0:
                bytes[at] ^= (byte)(1 << chance.Next(8));
                break;
            case 1:
                bytes[at] = (byte)chance.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(chance.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 5:
                Splice(bytes, at, other);
                break;
            case 6 or 7:
                bytes.InsertRange(at, Odd[chance.Next(Odd.Length)]);
                break;
            case 8:
                bytes.InsertRange(at, Enumerable.Repeat((byte)(chance.Next(2) == 0 ? '[' : '{'), chance.Next(1, 2000)));
                break;
            case 9:
                RepeatMember(bytes, at, other);
                break;
            case 10:
                EscapeLetter(bytes, at);
                break;
            case 11:
                bytes.InsertRange(0, chance.Next(2) == 0 ? [0xEF, 0xBB, 0xBF] : "\r\n\t "u8.ToArray());
                break;
            default:
                Widen(bytes);
                break;
        }
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        var from = chance.Next(other.Length);
        var isTail = chance.Next(2) == 0;
        if (isTail)
            bytes.RemoveRange(at, bytes.Count - at);
        bytes.InsertRange(at, other[from..(isTail ? other.Length : chance.Next(from, other.Length))]);
    }

    // {"from":"1"} becomes {"from":"2","from":"1"} or the other way round: JSON does not say which of them counts.
    private void RepeatMember(List<byte> bytes, int at, byte[] other)
    {
        if (MemberAfter([.. bytes], at) is not { } mine)
            return;

        var name = bytes.GetRange(mine.Start, mine.Colon - mine.Start).ToArray();
        var found = other.AsSpan().IndexOf(name);
        var theirs = found >= 0 && MemberAfter(other, found) is { } member && member.Start == found
            ? other[member.Start..member.End]
            : [.. bytes.GetRange(mine.Start, mine.End - mine.Start)];
        if (chance.Next(2) == 0)
            bytes.InsertRange(mine.Start, [.. theirs, (byte)',']);
        else
            bytes.InsertRange(mine.End, [(byte)',', .. theirs]);
    }

    // The first `"name":"value"` behind a place; a value that is no string is not looked for.
    private static (int Start, int Colon, int End)? MemberAfter(byte[] bytes, int at)
    {
        for (var colon = at; colon < bytes.Length - 2; colon++)
        {
            if (bytes[colon] != ':' || bytes[colon - (colon > 0 ? 1 : 0)] != '"')
                continue;
            var start = Array.LastIndexOf(bytes, (byte)'"', Math.Max(0, colon - 2));
            var value = colon + 1;
            if (start < 0 || bytes[value] != '"')
                continue;
            var end = Array.IndexOf(bytes, (byte)'"', value + 1);
            return end < 0 ? null : (start, colon, end + 1);
        }

        return null;
    }

    private static void EscapeLetter(List<byte> bytes, int at)
    {
        for (; at < bytes.Count; at++)
        {
            if (!char.IsAsciiLetterOrDigit((char)bytes[at]))
                continue;
            var escaped = Encoding.ASCII.GetBytes($"\\u{(int)bytes[at]:x4}");
            bytes.RemoveAt(at);
            bytes.InsertRange(at, escaped);
            return;
        }
    }

    // Now and then the whole body in another encoding.
    private void Widen(List<byte> bytes)
    {
        if (chance.Next(8) != 0)
            return;

        var wide = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString([.. bytes]));
        bytes.Clear();
        bytes.AddRange(wide);
    }
}
