using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Who is private: the owner's friends and family write to the same phone as customers do.</summary>
internal static class PrivateEndpoints
{
    /// <summary>Maps what concerns private conversations.</summary>
    public static void MapPrivate(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers/{phone_number_id}/private", ListAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapPut("/numbers/{phone_number_id}/private", MarkAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapPost("/conversations/{id}/private", MarkConversationAsync).RequireAuthorization(AccessSetup.Manage);
    }

    private static async Task<Results<Ok<Listing<PrivateMarkView>>, ProblemHttpResult>> ListAsync(
        string phone_number_id, HttpContext http, Reader reader, RegistrationBook registry, CancellationToken ct) =>
        await http.FindNumberAsync(registry, phone_number_id) is { } number
            ? TypedResults.Ok(new Listing<PrivateMarkView>(
                await reader.Privacy.MarksAsync(number, http.Caller().IsOwner, ct)))
            : Problems.NotFound("number");

    private static async Task<Results<Ok<PrivateContactsTaken>, ProblemHttpResult>> MarkAsync(
        string phone_number_id,
        PrivateContactsBody body,
        HttpContext http,
        RegistrationBook registry,
        INumberDoor door,
        CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return OnlyPeople;
        if (await http.FindNumberAsync(registry, phone_number_id) is null)
            return Problems.NotFound("number");
        if (PrivateBodyRules.Mistake(body) is { } mistake)
            return Problems.Invalid(mistake);

        var isPrivate = body.Private!.Value;
        var taken = new List<PrivateContactTaken>();
        foreach (var contact in body.Contacts!)
        {
            var mark = new Input.MarkedPrivate(
                ContactKeys.PeerOf(contact)!, isPrivate, http.Caller().Sender);
            var decision = await door.CommandAsync(phone_number_id, mark, ct);
            taken.Add(new PrivateContactTaken(contact, isPrivate, decision.Outcome == Outcome.Applied));
        }

        return TypedResults.Ok(new PrivateContactsTaken(taken, PrivateBodyRules.NoteOf(isPrivate)));
    }

    private static async Task<Results<Ok<PrivateConversationTaken>, ProblemHttpResult>> MarkConversationAsync(
        string id, PrivateBody body, HttpContext http, Reader reader, INumberDoor door, CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return OnlyPeople;
        if (body.Private is not { } isPrivate)
            return Problems.Invalid("private: say true or false.");
        if (await http.FindOwnerAsync(reader, id) is not { } number
            || await reader.Timeline.FindKeysAsync(id, ct) is not { } keys)
            return Problems.NotFound("conversation");

        await door.CommandAsync(
            number.PhoneNumberId, new Input.MarkedPrivate(keys, isPrivate, http.Caller().Sender), ct);
        return await reader.For(http.Caller()).Timeline.FindConversationAsync(number, id, ct) is { } after
            ? TypedResults.Ok(new PrivateConversationTaken(after, PrivateBodyRules.NoteOf(isPrivate)))
            : Problems.NotFound("conversation");
    }

    // A program that could open a conversation would read what nobody gave it.
    private static ProblemHttpResult OnlyPeople => Problems.Forbidden(
        "Only people decide what is private: a key of role agent with the scope manage, or the owner's.");
}
