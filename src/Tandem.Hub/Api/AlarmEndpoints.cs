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
        if (state is not (null or "open" or "closed"))
            return Problems.Invalid("state: must be open or closed; leave it out for open.");

        var caller = http.Caller();
        return TypedResults.Ok(new Listing<AlarmView>(await reader.Alarms.ListAsync(
            isLasting: state != "closed", caller.MaySee, seesAll: caller.Numbers is null, ct)));
    }
}
