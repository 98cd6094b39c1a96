using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Reading;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>What somebody must look at now.</summary>
internal static class AlarmEndpoints
{
    /// <summary>Maps <c>/v1/alarms</c>.</summary>
    public static void MapAlarms(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/alarms", ListAsync).RequireAuthorization(AccessSetup.Read);

    private static async Task<Results<Ok<Listing<AlarmView>>, ProblemHttpResult>> ListAsync(
        [FromQuery] string? state, HttpContext http, Reader reader, CancellationToken ct)
    {
        if (StateQuery.IsOpen(state) is not { } isLasting)
            return Problems.Invalid(StateQuery.Mistake);

        var caller = http.Caller();
        return TypedResults.Ok(new Listing<AlarmView>(await reader.Alarms.ListAsync(
            isLasting, caller.MaySee, seesAll: caller.Numbers is null, ct)));
    }
}
