using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;
using Tandem.Hub.Hosting;
using Tandem.Hub.Options;
using Tandem.Hub.Wires;

namespace Tandem.Hub.Api;

/// <summary>Outgoing webhooks: registering, listing, removing.</summary>
internal static class EndpointEndpoints
{
    /// <summary>Maps <c>/v1/endpoints</c>.</summary>
    public static void MapEndpoints(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/endpoints", ListAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapPost("/endpoints", RegisterAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapDelete("/endpoints/{id}", RemoveAsync).RequireAuthorization(AccessSetup.Manage);
    }

    private static async Task<Ok<Listing<EndpointView>>> ListAsync(
        HttpContext http, RegistrationBook registry, CancellationToken ct)
    {
        var seen = await SeenAsync(http.Caller(), registry, ct);
        return TypedResults.Ok(new Listing<EndpointView>([.. seen.Select(Show)]));
    }

    private static async Task<Results<Created<EndpointView>, ProblemHttpResult>> RegisterAsync(
        EndpointBody body,
        HttpContext http,
        RegistrationBook registry,
        KeyRing keys,
        ISecrets secrets,
        IStorage storage,
        HttpEndpointWire wire,
        AgentHost host,
        HubOptions options,
        TimeProvider clock,
        CancellationToken ct)
    {
        if (Mistake(body, options) is { } mistake)
            return Problems.Invalid(mistake);

        var caller = http.Caller();
        if (await keys.FindByIdAsync(body.KeyId ?? caller.KeyId, ct) is not { RevokedAt: null } key
            || !IsWithin(key.Numbers, caller.Numbers))
            return Problems.Invalid("key_id: names no key that works and that this key may manage.");
        if (body.Numbers is not null && !IsWithin(body.Numbers, key.Numbers))
            return Problems.Invalid("numbers: names numbers that the bound key may not see.");
        if (!await AnswersChallengeAsync(body, wire, ct))
        {
            return Problems.Of(
                422, "challenge_failed", "The endpoint did not answer the challenge",
                "It must answer the GET with hub.verify_token and hub.challenge by 200 and the challenge as its text. "
                + "Addresses outside the public internet are refused unless allow_private_endpoints is true.");
        }

        var endpoint = new EndpointRegistration("ep_" + RandomNumberGenerator.GetHexString(12, lowercase: true))
        {
            Url = body.Url!,
            VerifyToken = secrets.Protect(body.VerifyToken!),
            ProtectedSecret = secrets.Protect(body.Secret!),
            Format = body.Format ?? "meta",
            KeyId = key.Id,
            Numbers = body.Numbers,
            Fields = body.Fields,
            StartCursor = await storage.Book.ReadFeedEndAsync(ct),
            CreatedAt = clock.GetUtcNow(),
        };
        await registry.PutEndpointAsync(endpoint, ct);
        host.Wake(Owner.Endpoint(endpoint.Id));
        return TypedResults.Created($"/v1/endpoints/{endpoint.Id}", Show(endpoint));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string id, HttpContext http, RegistrationBook registry, CancellationToken ct)
    {
        if (!(await SeenAsync(http.Caller(), registry, ct)).Any(endpoint => endpoint.Id == id))
            return Problems.NotFound("endpoint");

        await registry.DeleteEndpointAsync(id, ct);
        return TypedResults.NoContent();
    }

    private static string? Mistake(EndpointBody body, HubOptions options)
    {
        if (!Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return "url: must be an absolute https address without a user name and without a fragment.";
        if (url.Scheme == "http" && !options.AllowPrivateEndpoints)
            return "url: must be https; plain http is taken only where allow_private_endpoints is true.";
        if (body.VerifyToken is not { Length: > 0 and <= 256 })
            return "verify_token: give a text of at most 256 characters; the endpoint is shown it.";
        if (body.Secret is not { Length: >= 16 and <= 256 })
            return "secret: give 16 to 256 characters; they sign what is posted.";
        if (body.Format is not (null or "meta"))
            return "format: must be meta in this version.";

        return null;
    }

    private static async Task<bool> AnswersChallengeAsync(
        EndpointBody body, HttpEndpointWire wire, CancellationToken ct)
    {
        var challenge = RandomNumberGenerator.GetString("0123456789", 16);
        var url = QueryHelpers.AddQueryString(body.Url!, new Dictionary<string, string?>
        {
            ["hub.mode"] = "subscribe",
            ["hub.challenge"] = challenge,
            ["hub.verify_token"] = body.VerifyToken,
        });
        return await wire.ChallengeAsync(url, ct) is (HttpStatusCode.OK, var text) && text.Trim() == challenge;
    }

    private static async Task<IEnumerable<EndpointRegistration>> SeenAsync(
        Caller caller, RegistrationBook registry, CancellationToken ct)
    {
        var keys = (await registry.KeysAsync(ct)).ToDictionary(key => key.Id);
        return (await registry.EndpointsAsync(ct)).Where(endpoint =>
            IsWithin(endpoint.Numbers ?? keys.GetValueOrDefault(endpoint.KeyId)?.Numbers, caller.Numbers));
    }

    private static bool IsWithin(IReadOnlyList<string>? inner, IReadOnlyList<string>? outer) =>
        outer is null || (inner is not null && !inner.Except(outer).Any());

    private static EndpointView Show(EndpointRegistration endpoint) =>
        new(endpoint.Id, endpoint.Url, endpoint.Format, endpoint.KeyId, endpoint.Numbers, endpoint.Fields,
            endpoint.CreatedAt);
}
