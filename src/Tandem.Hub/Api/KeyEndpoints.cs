using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>API keys: making, listing and ending them.</summary>
internal static class KeyEndpoints
{
    /// <summary>From the one that is held back most to the one that nothing holds back.</summary>
    private static readonly string[] Roles = ["campaign", "bot", "notifier", "agent"];

    /// <summary>Maps <c>/v1/keys</c>.</summary>
    public static void MapKeys(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/keys", ListAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapPost("/keys", MakeAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapDelete("/keys/{id}", RevokeAsync).RequireAuthorization(AccessSetup.Manage);
    }

    private static async Task<Ok<Listing<KeyView>>> ListAsync(
        HttpContext http, RegistrationBook registry, CancellationToken ct)
    {
        var caller = http.Caller();
        var keys = await registry.KeysAsync(ct);
        return TypedResults.Ok(new Listing<KeyView>([.. keys.Where(key => MayManage(caller, key)).Select(Show)]));
    }

    private static async Task<Results<Created<NewKeyView>, ProblemHttpResult>> MakeAsync(
        KeyBody body, HttpContext http, KeyRing keys, CancellationToken ct)
    {
        if (body.Sender is not { Length: > 0 and <= 100 })
            return Problems.Invalid("sender: give a name of at most 100 characters; it stands at what the key sends.");
        if (body.Role is null || !Roles.Contains(body.Role))
            return Problems.Invalid($"role: must be one of {string.Join(", ", Roles)}.");
        if (body.Scopes is not { Count: > 0 } scopes || scopes.Except(KeyRing.AllScopes).Any())
            return Problems.Invalid($"scopes: give some of {string.Join(", ", KeyRing.AllScopes)}.");

        var caller = http.Caller();
        if (Excess(caller, body.Role, body.Numbers, scopes) is { } excess)
            return Problems.Forbidden($"{excess}: a key cannot be allowed more than the key that makes it.");

        var (key, text) = await keys.MakeAsync(
            body.Sender, body.Role, body.Numbers, [.. scopes.Distinct()], ct);
        return TypedResults.Created(
            $"/v1/keys/{key.Id}", new NewKeyView(key.Id, text, key.Sender, key.Role, key.Numbers, key.Scopes));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id, HttpContext http, KeyRing keys, CancellationToken ct)
    {
        if (await keys.FindByIdAsync(id, ct) is not { } key || !MayManage(http.Caller(), key))
            return Problems.NotFound("key");
        if (key.Role == Caller.OwnerRole)
            return Problems.Forbidden("The owner's key cannot be revoked here: nobody could get in any more.");
        if (IsStronger(key.Role, http.Caller()))
            return Problems.Forbidden("role: a key cannot end one of a role that is allowed more than its own.");

        await keys.RevokeAsync(key, ct);
        return TypedResults.NoContent();
    }

    // Which member asks for more than the caller has; null if none does.
    private static string? Excess(
        Caller caller, string role, IReadOnlyList<string>? numbers, IReadOnlyList<string> scopes) =>
        IsStronger(role, caller) ? "role"
        : scopes.Except(caller.Scopes).Any() ? "scopes"
        : IsWithin(numbers, caller.Numbers) ? null
        : "numbers";

    private static bool IsStronger(string role, Caller caller) =>
        !caller.IsOwner && Roles.IndexOf(role) > Roles.IndexOf(caller.Role);

    private static bool MayManage(Caller caller, ApiKeyRegistration key) =>
        caller.IsOwner || (key.Role != Caller.OwnerRole && IsWithin(key.Numbers, caller.Numbers));

    private static bool IsWithin(IReadOnlyList<string>? inner, IReadOnlyList<string>? outer) =>
        outer is null || (inner is not null && !inner.Except(outer).Any());

    private static KeyView Show(ApiKeyRegistration key) =>
        new(key.Id, key.Sender, key.Role, key.Numbers, key.Scopes, key.CreatedAt, key.RevokedAt);
}
