using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>The bytes of uploaded files, in memory, one copy per content.</summary>
internal sealed class MediaStore
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public UploadedMedia Keep(byte[] bytes, string mimeType, string? fileName)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var key = "file:" + hash;
        _files.TryAdd(key, bytes);
        return new(hash, bytes.Length, mimeType, fileName, key, IsAnimated(bytes));
    }

    public ReadOnlyMemory<byte> Bytes(string mediaKey) => _files[mediaKey];

    /// <summary>Whether a file is a WebP picture that moves: the second flag of its extended header (RFC 9649, section
    /// 2.7).</summary>
    private static bool IsAnimated(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 20 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBPVP8X"u8)
        && (bytes[20] & 0b10) != 0;
}
