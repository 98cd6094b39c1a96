using Microsoft.AspNetCore.Components.Authorization;
using Tandem.Engine.Registry;

namespace Tandem.Console.Access;

/// <summary>The key this circuit was opened with, as it stands now.</summary>
/// <remarks>
/// A circuit outlives its request, so the key is looked up again: one that was revoked shows nothing more.
/// </remarks>
public sealed class SignedIn(AuthenticationStateProvider state, RegistrationBook registry, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private Caller? _caller;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;

    /// <summary>Who it is; null for nobody, or for a key that was revoked.</summary>
    public async Task<Caller?> FindAsync()
    {
        var now = clock.GetUtcNow();
        if (now - _lookedAt < Fresh)
            return _caller;

        var user = (await state.GetAuthenticationStateAsync()).User;
        var claimed = Caller.Of(user);
        var keys = claimed is null ? [] : await registry.KeysAsync(CancellationToken.None);
        var key = keys.FirstOrDefault(key => key.Id == claimed!.KeyId && key.RevokedAt is null);
        (_caller, _lookedAt) = (key is null ? null : Caller.Of(key), now);
        return _caller;
    }
}
