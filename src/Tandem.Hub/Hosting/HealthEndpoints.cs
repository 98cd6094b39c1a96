using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Engine.Registry;

namespace Tandem.Hub.Hosting;

/// <summary>Whether the process turns, and whether it can do its work.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/healthz</c> and <c>/readyz</c>; neither says more than yes or no.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(StorageWatch watch, RegistrationBook registry, CancellationToken ct)
    {
        try
        {
            await registry.NumbersAsync(ct);
            return watch.IsBroken ? NotReady() : Results.Text("ready");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return NotReady(); // whatever it is, the storage does not answer
        }
    }

    private static IResult NotReady() =>
        Results.Text("the storage does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
}
