using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Devices linked beside the owner's phone.</summary>
internal static class CompanionEndpoints
{
    public static void MapCompanions(this RouteGroupBuilder control)
    {
        control.MapPost("/phones/{number}/companions", LinkAsync)
            .WithSummary("Links a companion: web, macos, ipad, android, or windows and wearos, which are unsupported.")
            .Accepts<CompanionBody>("application/json")
            .Produces<IdBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapPatch("/phones/{number}/companions/{id}", ConnectAsync)
            .WithSummary("Puts a companion online or offline.")
            .Accepts<ConnectionBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
        control.MapDelete("/phones/{number}/companions/{id}", (string number, string id, Mailbox mailbox) =>
                Acts.DoAsync(mailbox, act => new PlatformInput.UnlinkCompanion(act, number, id)))
            .WithSummary("Unlinks a companion.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
    }

    private static async Task<IResult> LinkAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.CompanionBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.MakeAsync(mailbox, id => new PlatformInput.LinkCompanion(id, number, body.Kind));
    }

    private static async Task<IResult> ConnectAsync(string number, string id, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.ConnectionBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(mailbox, act => new PlatformInput.SetCompanion(act, number, id, body.Online));
    }
}
