using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;
using Tandem.Hub.Hosting;

namespace Tandem.Hub.Api;

/// <summary>What the owner wants of a number; who speaks by what, and where two spoke at once.</summary>
internal static class RulesEndpoints
{
    /// <summary>Maps a number's rules.</summary>
    public static void MapRules(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers/{phone_number_id}/rules", ShowAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPatch("/numbers/{phone_number_id}/rules", ChangeAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapGet("/numbers/{phone_number_id}/collisions", CollisionsAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPost("/messages/{id}/automatic", CallAutomaticAsync).RequireAuthorization(AccessSetup.Send);
    }

    private static async Task<Results<Ok<RulesView>, ProblemHttpResult>> ShowAsync(
        string phone_number_id, HttpContext http, RegistrationBook registry) =>
        await http.FindNumberAsync(registry, phone_number_id) is { } number
            ? TypedResults.Ok(RulesView.Of(number))
            : Problems.NotFound("number");

    private static async Task<Results<Ok<RulesView>, ProblemHttpResult>> ChangeAsync(
        string phone_number_id,
        RulesBody body,
        HttpContext http,
        RegistrationBook registry,
        AgentHost host,
        CancellationToken ct)
    {
        if (!http.Caller().MaySee(phone_number_id))
            return Problems.NotFound("number");
        if (RulesBodyRules.Mistake(body) is { } mistake)
            return Problems.Invalid(mistake);

        string? contradiction = null;
        var number = await registry.ChangeNumberAsync(
            phone_number_id,
            known =>
            {
                var wanted = body.On(known);
                contradiction = RulesBodyRules.Contradiction(
                    wanted.HandBackWords, wanted.TakeOverWords, wanted.AutomaticTexts);
                return contradiction is null ? wanted : null;
            },
            ct);
        if (number is null)
            return Problems.NotFound("number");
        if (contradiction is not null)
            return Problems.Invalid(contradiction);

        host.Wake(Owner.Number(phone_number_id)); // more may go at once than a moment ago
        return TypedResults.Ok(RulesView.Of(number));
    }

    private static async Task<Results<Ok<Page<CollisionView>>, ProblemHttpResult>> CollisionsAsync(
        string phone_number_id,
        [AsParameters] PageQuery page,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        CancellationToken ct) =>
        await http.FindNumberAsync(registry, phone_number_id) is not null
            ? TypedResults.Ok(http.Linked(
                await reader.For(http.Caller()).Collisions.ListAsync(phone_number_id, page.ToAsk(), ct)))
            : Problems.NotFound("number");

    private static async Task<Results<Ok<MessageView>, ProblemHttpResult>> CallAutomaticAsync(
        string id,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        AutomaticTexts automatic,
        CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return Problems.Forbidden("Only people say what the app says: a key of role agent, or the owner's.");
        if (await ConversationEndpoints.FindMessageIdAsync(id, http, reader, registry) is not { } messageId
            || await http.FindOwnerAsync(reader, messageId) is not { } number)
            return Problems.NotFound("message");

        var timeline = reader.For(http.Caller()).Timeline;
        var refusal = await automatic.LearnAsync(number, messageId, http.Caller().Sender, ct);
        return refusal is not null ? Problems.Of(409, "not_automatic", "It is no text of the app's own", refusal)
            : await timeline.FindMessageAsync(messageId, ct) is { } message ? TypedResults.Ok(message)
            : Problems.NotFound("message");
    }
}
