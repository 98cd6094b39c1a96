using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Webhooks as they arrived.</summary>
internal static class ReceivedEndpoints
{
    /// <summary>Maps <c>/v1/received</c>.</summary>
    public static void MapReceived(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/received", PageAsync).RequireAuthorization(AccessSetup.Read);

    private static async Task<Results<Ok<Page<ReceivedView>>, ProblemHttpResult>> PageAsync(
        string? owner,
        [AsParameters] PageQuery page,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        CancellationToken ct)
    {
        if (owner is not { Length: > 0 })
            return Problems.Invalid("owner: give a phone number id, a WABA id, unknown or unreadable.");

        var caller = http.Caller();
        var numbers = await registry.NumbersAsync(ct);
        foreach (var candidate in Candidates(owner))
        {
            if (!ReceivedReader.IsInScope(candidate, caller.Numbers, numbers))
                continue;

            var found = await reader.For(caller).Received.PageAsync(candidate, page.ToAsk(), caller.Numbers, ct);
            if (found.Data.Count > 0)
                return TypedResults.Ok(http.Linked(found));
        }

        return TypedResults.Ok(Page.Empty<ReceivedView>());
    }

    private static IReadOnlyList<Owner> Candidates(string owner) => owner switch
    {
        "unknown" => [Owner.Unknown],
        "unreadable" => [Owner.Unreadable],
        _ => [Owner.Number(owner), Owner.Account(owner)],
    };
}
