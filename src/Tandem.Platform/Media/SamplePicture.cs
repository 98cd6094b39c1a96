using System.Buffers.Binary;

namespace Tandem.Platform.Media;

/// <summary>A small picture of two colours fading into each other, as an uncompressed PNG.</summary>
internal static class SamplePicture
{
    private const int Side = 64;
    private const int RowBytes = 1 + Side * 3;

    // CRC-32 byte by byte: a world draws hundreds of pictures.
    private static readonly uint[] Remainders =
        [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Png(Chance chance)
    {
        var pixels = Rows(chance);
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Side);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Stored(pixels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Rows(Chance chance)
    {
        Span<int> top = [chance.Below(256), chance.Below(256), chance.Below(256)];
        Span<int> bottom = [chance.Below(256), chance.Below(256), chance.Below(256)];
        var rows = new byte[RowBytes * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var i = 0; i < Side * 3; i++)
                rows[y * RowBytes + 1 + i] = (byte)((top[i % 3] * (Side - y) + bottom[i % 3] * y) / Side);
        }

        return rows;
    }

    /// <summary>A zlib stream of one stored block: the same bytes whatever compressor a machine has.</summary>
    private static byte[] Stored(byte[] data)
    {
        var stream = new byte[2 + 5 + data.Length + 4];
        stream[0] = 0x78;
        stream[1] = 0x01;
        stream[2] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(stream.AsSpan(3), (ushort)data.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(stream.AsSpan(5), (ushort)~data.Length);
        data.CopyTo(stream, 7);
        BinaryPrimitives.WriteUInt32BigEndian(stream.AsSpan(7 + data.Length), Adler(data));
        return stream;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(0xFFFFFFFF, name), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
            crc = (crc >> 8) ^ Remainders[(byte)(crc ^ value)];
        return crc;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        return value;
    }

    private static uint Adler(ReadOnlySpan<byte> data)
    {
        uint low = 1;
        uint high = 0;
        foreach (var value in data)
        {
            low = (low + value) % 65521;
            high = (high + low) % 65521;
        }

        return (high << 16) | low;
    }
}
