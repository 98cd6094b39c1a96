using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>What is missing, by evidence; and what leaves none.</summary>
internal static class GapEndpoints
{
    /// <summary>Maps what concerns gaps.</summary>
    public static void MapGaps(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers/{phone_number_id}/gaps", ListAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/numbers/{phone_number_id}/blind-spots", BlindSpotsAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/gaps/{id}", ShowAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPost("/gaps/{id}/close", CloseAsync).RequireAuthorization(AccessSetup.Send);
        v1.MapPost("/numbers/{phone_number_id}/gaps/close", CloseManyAsync).RequireAuthorization(AccessSetup.Send);
    }

    private static async Task<Results<Ok<Page<GapEntryView>>, ProblemHttpResult>> ListAsync(
        string phone_number_id,
        [FromQuery] string? state,
        [FromQuery] string? code,
        [AsParameters] PageQuery page,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        CancellationToken ct)
    {
        if (StateQuery.IsOpen(state) is not { } isOpen)
            return Problems.Invalid(StateQuery.Mistake);
        if (code is not null && GapWords.KindOf(code) is null)
            return Problems.Invalid($"code: must be one of {string.Join(", ", GapWords.Codes)}; leave it out for all.");

        return await http.FindNumberAsync(registry, phone_number_id) is null
            ? Problems.NotFound("number")
            : TypedResults.Ok(http.Linked(await http.Gaps(reader).ListAsync(
                phone_number_id, isOpen, GapWords.KindOf(code), page.ToAsk(), ct)));
    }

    private static async Task<Results<Ok<Listing<BlindSpotView>>, ProblemHttpResult>> BlindSpotsAsync(
        string phone_number_id, HttpContext http, Reader reader, CancellationToken ct) =>
        http.Caller().MaySee(phone_number_id)
        && await reader.Numbers.BlindSpotsAsync(phone_number_id, ct) is { } spots
            ? TypedResults.Ok(new Listing<BlindSpotView>(spots))
            : Problems.NotFound("number");

    private static async Task<Results<Ok<GapEntryView>, ProblemHttpResult>> ShowAsync(
        string id, HttpContext http, Reader reader, CancellationToken ct) =>
        await http.FindOwnerAsync(reader, id) is not null && await http.Gaps(reader).FindAsync(id, ct) is { } gap
            ? TypedResults.Ok(gap)
            : Problems.NotFound("gap");

    // Whoever closes a gap says that somebody has looked: a program cannot.
    private static async Task<Results<Ok<GapEntryView>, ProblemHttpResult>> CloseAsync(
        string id, HttpContext http, Reader reader, INumberDoor door, CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return OnlyPeople;
        if (await http.FindOwnerAsync(reader, id) is not { } number
            || await http.Gaps(reader).FindAsync(id, ct) is null)
            return Problems.NotFound("gap");

        await door.CommandAsync(number.PhoneNumberId, new Input.GapClosed(id, http.Caller().Sender), ct);
        return await http.Gaps(reader).FindAsync(id, ct) is { } after
            ? TypedResults.Ok(after)
            : Problems.NotFound("gap");
    }

    // All are looked up first: a list with a mistake closes none.
    private static async Task<Results<Ok<Listing<GapEntryView>>, ProblemHttpResult>> CloseManyAsync(
        string phone_number_id,
        GapsBody body,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        INumberDoor door,
        CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return OnlyPeople;
        if (await http.FindNumberAsync(registry, phone_number_id) is null)
            return Problems.NotFound("number");
        if (body.Ids is not { Count: > 0 and <= PageAsk.MostElements } ids)
            return Problems.Invalid($"ids: must list 1 to {PageAsk.MostElements} gaps.");

        foreach (var id in ids)
        {
            if (await http.FindOwnerAsync(reader, id) is not { } number || number.PhoneNumberId != phone_number_id
                || await http.Gaps(reader).FindAsync(id, ct) is null)
                return Problems.NotFound($"gap '{id}' of this number");
        }

        var closed = new List<GapEntryView>(ids.Count);
        foreach (var id in ids.Distinct())
        {
            await door.CommandAsync(phone_number_id, new Input.GapClosed(id, http.Caller().Sender), ct);
            if (await http.Gaps(reader).FindAsync(id, ct) is { } after)
                closed.Add(after);
        }

        return TypedResults.Ok(new Listing<GapEntryView>(closed));
    }

    private static ProblemHttpResult OnlyPeople =>
        Problems.Forbidden("Only people close gaps: a key of role agent, or the owner's.");

    private static GapReader Gaps(this HttpContext http, Reader reader) => reader.For(http.Caller()).Gaps;
}
