using Tandem.Engine.Registry;

namespace Tandem.Hub.Access;

/// <summary>The API keys that work now.</summary>
internal sealed class KeyRing(RegistrationBook registry, TimeProvider clock)
{
    /// <summary>Everything a key can be allowed.</summary>
    public static readonly IReadOnlyList<string> AllScopes = ["read", "send", "manage"];

    /// <summary>The key of this text, or null if there is none or it was revoked.</summary>
    public async Task<ApiKeyRegistration?> FindAsync(string text, CancellationToken ct) =>
        KeyText.Hash(text) is { } hash
        && await registry.FindKeyAsync(hash, ct) is { RevokedAt: null } key
        && KeyText.SameHash(key.SecretHash, hash)
            ? key
            : null;

    /// <summary>The key of this id, or null.</summary>
    public async Task<ApiKeyRegistration?> FindByIdAsync(string id, CancellationToken ct) =>
        (await registry.KeysAsync(ct)).FirstOrDefault(key => key.Id == id);

    /// <summary>Makes a key.</summary>
    /// <returns>What is stored, and its text, which is stored nowhere.</returns>
    public async Task<(ApiKeyRegistration Key, string Text)> MakeAsync(
        string sender, string role, IReadOnlyList<string>? numbers, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var text = KeyText.New();
        var key = new ApiKeyRegistration(KeyText.NewId(), KeyText.Hash(text)!)
        {
            Sender = sender,
            Role = role,
            Numbers = numbers,
            Scopes = scopes,
            CreatedAt = clock.GetUtcNow(),
        };
        await registry.PutKeyAsync(key, ct);
        return (key, text);
    }

    /// <summary>Ends a key. It stays in the list, so that what it sent keeps a name.</summary>
    public Task RevokeAsync(ApiKeyRegistration key, CancellationToken ct) =>
        registry.PutKeyAsync(key with { RevokedAt = key.RevokedAt ?? clock.GetUtcNow() }, ct);

    /// <summary>The owner's key: found, or made if there never was one.</summary>
    /// <returns>The key, and its text if it was made now.</returns>
    public async Task<(ApiKeyRegistration Key, string? Text)> OwnerAsync(CancellationToken ct)
    {
        var known = (await registry.KeysAsync(ct))
            .FirstOrDefault(key => key is { Role: Caller.OwnerRole, RevokedAt: null });
        return known is not null
            ? (known, null)
            : await MakeAsync("owner", Caller.OwnerRole, numbers: null, AllScopes, ct);
    }
}
