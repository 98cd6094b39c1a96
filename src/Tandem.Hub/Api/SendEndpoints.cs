using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Sends: what waits, and what became of one.</summary>
internal static class SendEndpoints
{
    /// <summary>Maps the queue and the outbox.</summary>
    public static void MapSends(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers/{phone_number_id}/queue", QueueAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/numbers/{phone_number_id}/outbox/{id}", ShowAsync).RequireAuthorization(AccessSetup.Read);
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
}
