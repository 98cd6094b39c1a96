using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Hub.Access;

/// <summary>The text of an API key: made once, shown once, kept only as its hash.</summary>
internal static class KeyText
{
    /// <summary>How every key of ours begins, so that people and scanners recognise one.</summary>
    public const string Prefix = "tandem_";

    private const int LongestKey = 256;

    /// <summary>A new key: 256 bits of chance.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A name for a key in lists and logs; it is no secret.</summary>
    public static string NewId() => "key_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>What is stored of a key: lower-case hex SHA-256 of its text; null for what cannot be one.</summary>
    public static string? Hash(string? key) =>
        key is { Length: > 0 and <= LongestKey }
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))
            : null;

    /// <summary>Whether two hashes are one, in a time that tells nothing.</summary>
    public static bool SameHash(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));
}
