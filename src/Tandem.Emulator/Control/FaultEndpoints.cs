using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Emulator.Control;

/// <summary>What is made to go wrong.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this RouteGroupBuilder control)
    {
        control.MapGet("/faults/kinds", () => TypedResults.Ok(new Listed<FaultKind>(FaultKinds.All)))
            .WithSummary("What can be made to go wrong, on which leg, and which member of a fault it reads.")
            .Produces<Listed<FaultKind>>();
        control.MapGet("/faults", FaultsAsync)
            .WithSummary("Faults at work, and how often each struck.")
            .Produces<Listed<FaultStateBody>>();
        control.MapPost("/faults", AddAsync)
            .WithSummary("Lets something go wrong: each time, or by chance; for a while, or until it is removed.")
            .Accepts<FaultBody>("application/json")
            .Produces<FaultStateBody>(StatusCodes.Status201Created).ProducesProblem(400);
        control.MapDelete("/faults/{id}", (long id, Mailbox mailbox) =>
                Acts.DoAsync(mailbox, act => new PlatformInput.RemoveFault(act, id)))
            .WithSummary("Ends a fault.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        control.MapDelete("/faults", (Mailbox mailbox) =>
                Acts.DoAsync(mailbox, act => new PlatformInput.RemoveFault(act, null)))
            .WithSummary("Ends all faults.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> FaultsAsync(Mailbox mailbox) =>
        TypedResults.Ok(new Listed<FaultStateBody>(
            [.. (await mailbox.ReadAsync(mind => mind.Faults)).Select(FaultStateBody.Of)]));

    private static async Task<IResult> AddAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.FaultBody);
        if (body is null)
            return Problems.Of(unreadable!);
        if (FaultKinds.Find(body.Kind) is null)
        {
            var kinds = FaultKinds.All.Select(kind => kind.Name).ToList();
            return Problems.Of(Bodies.Unknown("kind", "it is one of", kinds, body.Kind));
        }

        // Added and looked at in one letter: a fault may end before the next one.
        var (refusal, view) = await mailbox.DoAsync(world =>
        {
            var settled = world.Act(id => new PlatformInput.AddFault(id, body.Setup())).Result;
            return (settled.Refusal, settled.Id is { } id
                ? world.Mind.Faults.FirstOrDefault(fault => fault.Id == long.Parse(id, CultureInfo.InvariantCulture))
                : null);
        });
        return refusal is not null
            ? Problems.Of(refusal)
            : TypedResults.Created((string?)null, FaultStateBody.Of(view!));
    }
}
