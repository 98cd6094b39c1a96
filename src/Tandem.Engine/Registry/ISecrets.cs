namespace Tandem.Engine.Registry;

/// <summary>Encrypts secrets before they are stored: tokens, app secrets, endpoint secrets.</summary>
public interface ISecrets
{
    /// <summary>The text that may be stored.</summary>
    string Protect(string secret);

    /// <summary>The secret again.</summary>
    /// <exception cref="SecretUnreadableException">The key ring that protected it is not here.</exception>
    string Unprotect(string stored);
}

/// <summary>A stored secret cannot be read: the key ring of the data folder is missing or another one.</summary>
public sealed class SecretUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
