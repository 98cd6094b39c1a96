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
        return new(hash, bytes.Length, mimeType, fileName, key);
    }

    public ReadOnlyMemory<byte> Bytes(string mediaKey) => _files[mediaKey];
}
