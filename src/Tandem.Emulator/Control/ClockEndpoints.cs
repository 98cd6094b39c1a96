using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>How time runs, how far it goes, and waiting for what comes.</summary>
internal static class ClockEndpoints
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UsualAtMost = TimeSpan.FromDays(1);
    private static readonly TimeSpan Furthest = TimeSpan.FromSeconds(SecondsConverter.Most);

    public static void MapClock(this RouteGroupBuilder control)
    {
        control.MapGet("/clock", async (Mailbox mailbox) =>
                TypedResults.Ok(ClockBody.Of(await mailbox.DoAsync(world => world.Clock()))))
            .WithSummary("How time runs, what time it is, when something is due next.")
            .Produces<ClockBody>();
        control.MapPut("/clock", ChangeAsync)
            .WithSummary("Lets time run as the machine's (real), faster (scaled), or stand still (virtual). Time never "
                + "goes back by it.")
            .Accepts<ClockChangeBody>("application/json")
            .Produces<ClockBody>().ProducesProblem(400);
        control.MapPost("/clock/advance", AdvanceAsync)
            .WithSummary("Moves virtual time `by` seconds, `to` an instant, or `until_idle` but `at_most` so many "
                + "seconds, stopping at everything that is due. Ending the request ends the move.")
            .Accepts<AdvanceBody>("application/json")
            .Produces<ClockBody>().ProducesProblem(400);
        control.MapPost("/wait", WaitAsync)
            .WithSummary("Answers once `count` matching ledger lines are there, or nothing is under way any more "
                + "(idle), or `timeout` seconds of the platform have passed. Virtual time moves by itself meanwhile.")
            .Accepts<WaitBody>("application/json")
            .Produces<WaitedBody>().ProducesProblem(400);
    }

    private static async Task<IResult> ChangeAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.ClockChangeBody);
        if (body is null)
            return Problems.Of(unreadable!);
        var (refusal, view) = await mailbox.DoAsync<(ActRefusal?, ClockView?)>(world =>
        {
            var present = world.Clock().Setup;
            var setup = present with
            {
                Mode = body.Mode,
                Scale = body.Scale ?? present.Scale,
                Grace = body.Grace ?? present.Grace,
            };
            if (setup.Objection() is { } objection)
                return (new ActRefusal(objection.Field, objection.Rule, objection.Remedy), null);
            world.ChangeClock(setup);
            return (null, world.Clock());
        });
        return refusal is null ? TypedResults.Ok(ClockBody.Of(view!)) : Problems.Of(refusal);
    }

    private static async Task<IResult> AdvanceAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.AdvanceBody);
        if (body is null)
            return Problems.Of(unreadable!);
        var clock = await mailbox.DoAsync(world => world.Clock());
        if (Objection(body, clock) is { } refusal)
            return Problems.Of(refusal);
        try
        {
            var untilIdle = body.UntilIdle == true;
            await mailbox.WaitAsync(
                world => world.Await(
                    () => untilIdle && world.IsIdle(),
                    body.To ?? world.Clock().Now + (body.By ?? body.AtMost ?? UsualAtMost),
                    onlyVirtual: true),
                request.HttpContext.RequestAborted);
            return TypedResults.Ok(ClockBody.Of(await mailbox.DoAsync(world => world.Clock())));
        }
        catch (OperationCanceledException)
        {
            return Results.Empty; // Nobody is there any more to be answered; time stands where it is.
        }
    }

    private static ActRefusal? Objection(AdvanceBody body, ClockView clock) =>
        clock.Setup.Mode != ClockMode.Virtual
            ? new("mode", "only virtual time is moved", "PUT /_emulator/clock {\"mode\": \"virtual\"} first")
        : (body.By is null ? 0 : 1) + (body.To is null ? 0 : 1) + (body.UntilIdle == true ? 1 : 0) != 1
            ? new("by", "there is one of by, to and until_idle", "send {\"by\": 60}")
        : body.AtMost is not null && body.UntilIdle != true
            ? new("at_most", "it goes with until_idle", "leave it out")
        : body.To < clock.Now || body.To > clock.Now + Furthest
            ? new("to", "it lies ahead, at most ten years", $"it is {clock.Now:O}")
        : null;

    private static async Task<IResult> WaitAsync(HttpRequest request, Mailbox mailbox, LedgerBook ledger)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.WaitBody);
        if (body is null)
            return Problems.Of(unreadable!);
        LineCondition? condition = null;
        if (body.For is not { ValueKind: JsonValueKind.String } word)
        {
            (condition, unreadable) = Bodies.Read(body.For, ControlJson.Default.LineCondition, "for");
            if (condition is null)
                return Problems.Of(unreadable!);
        }
        else if (word.GetString() != "idle")
            return Problems.Of(new("for", "it is \"idle\" or an object of conditions", "send {\"for\": \"idle\"}"));
        var waiting = condition is null ? new LedgerWait(ledger) : condition.On(ledger);
        try
        {
            var met = await mailbox.WaitAsync(
                world => waiting.Begin(world, body.Timeout ?? UsualTimeout), request.HttpContext.RequestAborted);
            return TypedResults.Ok(new WaitedBody(met, waiting.Lines));
        }
        catch (OperationCanceledException)
        {
            return Results.Empty; // Nobody is there any more to be answered.
        }
    }
}
