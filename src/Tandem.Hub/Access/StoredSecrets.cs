using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tandem.Engine.Registry;

namespace Tandem.Hub.Access;

/// <summary>Secrets at rest, encrypted with the key ring (docs/decisions/0401-key-ring.md).</summary>
internal sealed class StoredSecrets(IDataProtectionProvider protection) : ISecrets
{
    private readonly IDataProtector _protector = protection.CreateProtector("Tandem.Secrets.v1");

    /// <inheritdoc/>
    public string Protect(string secret) => _protector.Protect(secret);

    /// <inheritdoc/>
    public string Unprotect(string stored)
    {
        try
        {
            return _protector.Unprotect(stored);
        }
        catch (CryptographicException failure)
        {
            throw new SecretUnreadableException(
                "A stored secret cannot be read: the key ring is missing or another one. Put back the folder that "
                + "key_ring names (by default keys in the data folder), or register the number again.",
                failure);
        }
    }
}
