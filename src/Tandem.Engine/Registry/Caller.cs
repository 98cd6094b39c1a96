using System.Security.Claims;

namespace Tandem.Engine.Registry;

/// <summary>Whoever asks: a key, or a person who signed in to the console with one.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Sender">Whose name stands at what is sent.</param>
/// <param name="Role"><c>owner</c>, <c>bot</c>, <c>agent</c>, <c>notifier</c> or <c>campaign</c>.</param>
/// <param name="Numbers">Phone number ids in scope; null for all.</param>
/// <param name="Scopes"><c>read</c>, <c>send</c>, <c>manage</c>.</param>
public sealed record Caller(
    string KeyId, string Sender, string Role, IReadOnlyList<string>? Numbers, IReadOnlyList<string> Scopes)
{
    /// <summary>The role of the installation's owner: all numbers, all scopes, and what only an owner may do.</summary>
    public const string OwnerRole = "owner";

    private const string KeyIdClaim = "tandem:key_id", SenderClaim = "tandem:sender", RoleClaim = "tandem:role",
        NumberClaim = "tandem:number", ScopeClaim = "tandem:scope";

    /// <summary>Every number.</summary>
    private const string All = "*";

    /// <summary>Whether it is the owner of the installation.</summary>
    public bool IsOwner => Role == OwnerRole;

    /// <summary>Whether a person stands behind it, who may speak and decide as one; not a program.</summary>
    public bool IsPerson => Role is OwnerRole or "agent";

    /// <summary>Whether a number is in scope.</summary>
    public bool MaySee(string phoneNumberId) => Numbers is null || Numbers.Contains(phoneNumberId);

    /// <summary>Whether it has a scope.</summary>
    public bool Has(string scope) => Scopes.Contains(scope);

    /// <summary>The caller that a key stands for.</summary>
    public static Caller Of(ApiKeyRegistration key) => new(key.Id, key.Sender, key.Role, key.Numbers, key.Scopes);

    /// <summary>The caller behind a principal of ours; null for anybody else.</summary>
    public static Caller? Of(ClaimsPrincipal principal)
    {
        if (principal.FindFirst(KeyIdClaim)?.Value is not { } keyId)
            return null;

        var numbers = principal.FindAll(NumberClaim).Select(claim => claim.Value).ToArray();
        return new Caller(
            keyId,
            principal.FindFirst(SenderClaim)?.Value ?? "",
            principal.FindFirst(RoleClaim)?.Value ?? "",
            numbers.Contains(All) ? null : numbers,
            [.. principal.FindAll(ScopeClaim).Select(claim => claim.Value)]);
    }

    /// <summary>The caller as a principal.</summary>
    /// <param name="scheme">How it proved who it is.</param>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(KeyIdClaim, KeyId),
            new Claim(SenderClaim, Sender),
            new Claim(RoleClaim, Role),
            .. (Numbers ?? [All]).Select(number => new Claim(NumberClaim, number)),
            .. Scopes.Select(scope => new Claim(ScopeClaim, scope)),
        ],
        scheme,
        SenderClaim,
        RoleClaim));
}
