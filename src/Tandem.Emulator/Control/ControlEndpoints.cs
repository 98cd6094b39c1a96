using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Emulator.Control;

/// <summary>The control API: people act, operators look and set up.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes, EmulatorOptions options)
    {
        routes.MapGet("/healthz", () => TypedResults.Text("ok")).ExcludeFromDescription();
        var control = routes.MapGroup("/_emulator").WithTags("control");
        if (options.ControlKey is { Length: > 0 } key)
            control.AddEndpointFilter((context, next) => Knows(context.HttpContext, key)
                ? next(context)
                : ValueTask.FromResult<object?>(Refused()));
        control.MapCustomers();
        control.MapPhones();
        control.MapMedia();
        control.MapSetup();
        control.MapLink();
        control.MapContacts();
        control.MapLimits();
        control.MapWorld();
        control.MapFaults();
        control.MapClock();
        control.MapSnapshots();
        control.MapViews();
        control.MapEvents();
        control.MapStrays();
    }

    private static bool Knows(HttpContext context, string key)
    {
        var given = context.Request.Headers.Authorization.ToString();
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes("Bearer " + key));
    }

    private static IResult Refused() => TypedResults.Problem(
        statusCode: StatusCodes.Status401Unauthorized,
        title: "A key is needed",
        detail: "Authorization: beyond loopback the control API takes its key as a Bearer token.",
        type: "urn:tandem:emulator:unauthorized");
}
