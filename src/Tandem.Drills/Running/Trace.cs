using System.Buffers.Binary;
using System.Globalization;

namespace Tandem.Drills.Running;

/// <summary>Everything that happens in a world, folded into 64 bits: equal hashes mean the same run.</summary>
/// <param name="time">The world's clock.</param>
/// <param name="writer">Gets each event as a line; null: only the hash is kept.</param>
internal sealed class Trace(VirtualTime time, TextWriter? writer = null)
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The hash of all events so far.</summary>
    public ulong Hash { get; private set; } = 0xCBF2_9CE4_8422_2325;

    /// <summary>How many events there were: also the number of the latest.</summary>
    public long Count { get; private set; }

    /// <summary>The time of the next event.</summary>
    public DateTimeOffset Now => time.Now;

    /// <summary>Notes one event.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="subject">To whom or what; ids only.</param>
    /// <param name="bytes">What was exchanged, if anything.</param>
    /// <returns>The event's number.</returns>
    public long Note(string kind, string subject, ReadOnlySpan<byte> bytes = default)
    {
        Fold((ulong)time.Now.UtcTicks);
        Fold(kind);
        Fold(subject);
        Fold(bytes);
        Count++;
        var size = bytes.IsEmpty ? "" : $" ({bytes.Length} bytes)";
        writer?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{time.Now:HH:mm:ss.ffff} {Count,6} {kind,-22} {subject}{size}"));
        return Count;
    }

    private void Fold(ReadOnlySpan<char> text)
    {
        var hash = (ulong)text.Length;
        foreach (var letter in text)
            hash = (hash ^ letter) * 0x100_0000_01B3;
        Fold(hash);
    }

    private void Fold(ReadOnlySpan<byte> bytes)
    {
        Fold((ulong)bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var one in bytes)
            Fold(one);
    }

    private void Fold(ulong value)
    {
        Hash = (Hash ^ value) * Prime;
        Hash ^= Hash >> 29;
    }
}
