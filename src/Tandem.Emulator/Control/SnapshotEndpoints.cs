using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>The world as it was.</summary>
internal static class SnapshotEndpoints
{
    private const int LongestName = 100;

    public static void MapSnapshots(this RouteGroupBuilder control)
    {
        control.MapGet("/snapshots", async (Mailbox mailbox) =>
                TypedResults.Ok(new Listed<SnapshotBody>(
                    [.. (await mailbox.DoAsync(world => world.Snapshots)).Select(SnapshotBody.Of)])))
            .WithSummary("Snapshots, by how much led to them.")
            .Produces<Listed<SnapshotBody>>();
        control.MapPost("/snapshots", KeepAsync)
            .WithSummary("Names the world as it is now; a name that was taken moves.")
            .Accepts<SnapshotNameBody>("application/json")
            .Produces<SnapshotBody>(StatusCodes.Status201Created).ProducesProblem(400);
        control.MapPost("/snapshots/{name}/restore", RestoreAsync)
            .WithSummary("Makes the world what it was: ledger, chats, phones, webhooks under way. Virtual and scaled "
                + "time go back with it; in real time it first catches up with what was due meanwhile.")
            .Produces<ClockBody>().ProducesProblem(404);
        control.MapDelete("/snapshots/{name}", async (string name, Mailbox mailbox) =>
                await mailbox.DoAsync(world => world.RemoveSnapshot(name)) ? Results.NoContent() : NotFound())
            .WithSummary("Forgets a snapshot.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
    }

    private static async Task<IResult> KeepAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.SnapshotNameBody);
        if (body is null)
            return Problems.Of(unreadable!);
        if (body.Name.Length is 0 or > LongestName || body.Name.Contains('/', StringComparison.Ordinal))
            return Problems.Of(new(
                "name", $"it has 1 to {LongestName} letters and no slash", "send {\"name\": \"before the sale\"}"));
        return await mailbox.DoAsync(world => world.KeepSnapshot(body.Name)) is { } snapshot
            ? TypedResults.Created((string?)null, SnapshotBody.Of(snapshot))
            : Problems.Of(new(
                "snapshots", "they need an emulator that keeps its inputs", "start one without Snapshots = false"));
    }

    private static async Task<IResult> RestoreAsync(string name, Mailbox mailbox)
    {
        if (await mailbox.DoAsync(world => world.Restore(name)) is not { } caughtUp)
            return NotFound();
        await caughtUp;
        return TypedResults.Ok(ClockBody.Of(await mailbox.DoAsync(world => world.Clock())));
    }

    private static IResult NotFound() => Problems.Of(new ActRefusal(
        "name", "it names a snapshot", "see GET /_emulator/snapshots", NotFound: true));
}
