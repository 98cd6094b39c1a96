using System.Security.Cryptography;
using System.Text;

namespace Tandem.Platform.Accounts;

/// <summary>Compares secrets in constant time.</summary>
internal static class Secrets
{
    public static bool Same(string? given, string known) => given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(known));
}
