using System.Security.Cryptography;

namespace Tandem.CloudApi.Media;

/// <summary>The SHA-256 of media: Base64 in webhooks, hex in the answer to a media id and in history.</summary>
public static class MediaHash
{
    /// <summary>Either form as 64 lower-case hex digits; null if it is neither.</summary>
    public static string? ToHex(string? hash)
    {
        if (hash is null)
            return null;

        if (hash.Length == 2 * SHA256.HashSizeInBytes)
            return hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : null;

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(hash, bytes, out var length) && length == SHA256.HashSizeInBytes
            ? Convert.ToHexStringLower(bytes)
            : null;
    }
}
