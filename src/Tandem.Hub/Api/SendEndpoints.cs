using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Sends: what waits, and what became of one.</summary>
internal static class SendEndpoints
{
    private static readonly Dictionary<string, SendVerdict> Verdicts = new()
    {
        ["sent"] = SendVerdict.Sent,
        ["not_sent"] = SendVerdict.NotSent,
        ["resend"] = SendVerdict.Resend,
    };

    /// <summary>Maps the queue and the outbox.</summary>
    public static void MapSends(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers/{phone_number_id}/queue", QueueAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/numbers/{phone_number_id}/outbox/{id}", ShowAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPost("/numbers/{phone_number_id}/outbox/{id}/settle", SettleAsync)
            .RequireAuthorization(AccessSetup.Send);
    }

    private static async Task<Results<Ok<Page<SendView>>, ProblemHttpResult>> QueueAsync(
        string phone_number_id,
        [AsParameters] PageQuery page,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        CancellationToken ct) =>
        await http.FindNumberAsync(registry, phone_number_id) is null
            ? Problems.NotFound("number")
            : TypedResults.Ok(http.Linked(await reader.For(http.Caller()).Sends.QueueAsync(
                phone_number_id, page.ToAsk(), ct)));

    private static async Task<Results<Ok<SendView>, ProblemHttpResult>> ShowAsync(
        string phone_number_id, string id, HttpContext http, Reader reader, CancellationToken ct) =>
        await http.FindOwnerAsync(reader, id) is { } number && number.PhoneNumberId == phone_number_id
        && await reader.For(http.Caller()).Sends.FindAsync(id, ct) is { } send
            ? TypedResults.Ok(send)
            : Problems.NotFound("send");

    // Whoever settles a send says that somebody has looked: a program cannot.
    private static async Task<Results<Ok<SendView>, ProblemHttpResult>> SettleAsync(
        string phone_number_id,
        string id,
        SettleBody body,
        HttpContext http,
        Reader reader,
        INumberDoor door,
        CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return Problems.Forbidden("Only people settle sends: a key of role agent, or the owner's.");
        if (await http.FindOwnerAsync(reader, id) is not { } number || number.PhoneNumberId != phone_number_id
            || await reader.Sends.FindAsync(id, ct) is not { } before)
            return Problems.NotFound("send");
        if (!Verdicts.TryGetValue(body.Outcome ?? "", out var verdict))
            return Problems.Invalid("outcome: must be sent, not_sent or resend.");
        if (before.State != "unknown")
            return Problems.Of(
                409, "settled", "This send is not uncertain", $"It is {before.State}; nothing was changed.");

        var judged = new Input.SendJudged(id, verdict, http.Caller().Sender);
        if ((await door.CommandAsync(phone_number_id, judged, ct)).Outcome == Outcome.Duplicate)
            return Problems.Of(
                409, "settled", "This send is not uncertain any more", "Somebody was quicker; nothing was changed.");
        return await reader.For(http.Caller()).Sends.FindAsync(id, ct) is { } after
            ? TypedResults.Ok(after)
            : Problems.NotFound("send");
    }
}
