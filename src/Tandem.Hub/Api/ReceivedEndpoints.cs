using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Webhooks as they arrived.</summary>
internal static class ReceivedEndpoints
{
    /// <summary>Maps <c>/v1/received</c>.</summary>
    public static void MapReceived(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/received", PageAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPost("/received/{id}/items/{index}/retry", RetryAsync).RequireAuthorization(AccessSetup.Manage);
    }

    // What could not be applied may be readable now: by a newer version, or because the app is known by now.
    private static async Task<Results<Ok<ReceivedItemView>, ProblemHttpResult>> RetryAsync(
        string id,
        string index,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        INumberDoor door,
        CancellationToken ct)
    {
        var caller = http.Caller();
        var received = reader.For(caller).Received;
        if (!long.TryParse(id, CultureInfo.InvariantCulture, out var webhook)
            || !int.TryParse(index, CultureInfo.InvariantCulture, out var place)
            || await received.FindItemAsync(webhook, place, ct) is not { } item
            || !ReceivedReader.IsInScope(item.Owner, caller.Numbers, await registry.NumbersAsync(ct)))
            return Problems.NotFound("item");

        var decision = await door.RetryAsync(
            item.Owner, new Input.ItemRetried(item.DeliveryId, place, caller.Sender), ct);
        if (decision.Reason == RetryWords.NotSetAside)
            return Problems.Of(
                409, RetryWords.NotSetAside, "This item is not set aside", RetryWords.WhyNot,
                new Dictionary<string, object?> { ["rule"] = RetryWords.NotSetAside });

        var after = await received.FindAsync(item.Owner, webhook, caller.Numbers, ct);
        return after?.Items.FirstOrDefault(one => one.Index == place) is { } shown
            ? TypedResults.Ok(shown)
            : Problems.NotFound("item");
    }

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
        var owners = Owners(owner).Where(one => ReceivedReader.IsInScope(one, caller.Numbers, numbers)).ToList();
        return TypedResults.Ok(http.Linked(
            await reader.For(caller).Received.PageAsync(owners, page.ToAsk(), caller.Numbers, ct)));
    }

    // An id says not what it is the id of, and webhooks of two owners may name the same: all of them count.
    private static IReadOnlyList<Owner> Owners(string owner) => owner switch
    {
        "unknown" => [Owner.Unknown],
        "unreadable" => [Owner.Unreadable],
        _ => [Owner.Number(owner), Owner.Account(owner)],
    };
}
