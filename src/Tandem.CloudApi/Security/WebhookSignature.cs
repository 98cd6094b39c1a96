using System.Security.Cryptography;

namespace Tandem.CloudApi.Security;

/// <summary>The signature on every webhook of Meta: HMAC-SHA256 over the raw body with the app secret.</summary>
/// <remarks>
/// It covers the bytes as they came, never a re-serialised form: Meta escapes <c>/</c> and non-ASCII characters, and
/// another serialiser would not. Source: Meta, "Create a webhook endpoint", as read on 2026-11-22. The older
/// <c>X-Hub-Signature</c> (SHA-1) is never accepted.
/// </remarks>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";
    private const int HexLength = 2 * HMACSHA256.HashSizeInBytes;

    /// <summary>Whether <paramref name="header"/> signs exactly these bytes with this secret.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="header">The header's single value: <c>sha256=</c> and 64 lower-case hex digits. Null, several
    /// values joined by a comma, or any other spelling is no signature.</param>
    /// <param name="secret">The app secret, as UTF-8 bytes.</param>
    /// <remarks>The comparison takes the same time wherever the two differ.</remarks>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, ReadOnlySpan<byte> secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadHeader(header, claimed))
            return false;

        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, computed);
        return CryptographicOperations.FixedTimeEquals(computed, claimed);
    }

    /// <summary>The header's value for these bytes and this secret.</summary>
    public static string Sign(ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, hash);
        return Prefix + Convert.ToHexStringLower(hash);
    }

    private static bool TryReadHeader(string? header, Span<byte> hash)
    {
        if (header is null || header.Length != Prefix.Length + HexLength
            || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        var hex = header.AsSpan(Prefix.Length);
        return !hex.ContainsAnyInRange('A', 'Z')
            && Convert.FromHexString(hex, hash, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
