using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Tandem.Hub.Access;

/// <summary>One-time links into the console: each works once, for ten minutes, and not after a restart.</summary>
internal sealed class SignInLinks(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    // By the hash of the code: looking one up tells nothing about another.
    private readonly ConcurrentDictionary<string, (string KeyId, DateTimeOffset Until)> _codes = new();

    /// <summary>A new code that signs in as a key.</summary>
    public string New(string keyId)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _codes[KeyText.Hash(code)!] = (keyId, clock.GetUtcNow() + Life);
        return code;
    }

    /// <summary>Spends a code.</summary>
    /// <returns>The id of the key to sign in as; null for a code that is unknown, spent or too old.</returns>
    public string? Spend(string? code) =>
        KeyText.Hash(code) is { } hash && _codes.TryRemove(hash, out var found) && found.Until > clock.GetUtcNow()
            ? found.KeyId
            : null;
}
