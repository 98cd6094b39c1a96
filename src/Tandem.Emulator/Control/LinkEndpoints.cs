using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Link;

namespace Tandem.Emulator.Control;

/// <summary>What makes, ends and renews the link of a number.</summary>
internal static class LinkEndpoints
{
    public static void MapLink(this RouteGroupBuilder control)
    {
        control.MapGet("/numbers", NumbersAsync)
            .WithSummary("All business numbers and how they stand between app and Cloud API.")
            .Produces<Listed<NumberBody>>();
        control.MapGet("/numbers/{number}", NumberAsync)
            .WithSummary("A business number, by its id or its digits.")
            .Produces<NumberBody>().ProducesProblem(404);
        control.MapPost("/signups", BeginAsync)
            .WithSummary("Embedded Signup begins for a number that is in use with the app.")
            .Accepts<SignupRequest>("application/json")
            .Produces<SignupBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapGet("/signups/{id}", SignupAsync)
            .WithSummary("A signup: its verification code, then the window's message and the code to exchange.")
            .Produces<SignupBody>().ProducesProblem(404);
        control.MapPost("/phones/{number}/link/confirm", ConfirmAsync)
            .WithSummary("The owner types the verification code into the app, and shares history or not.")
            .Accepts<ConfirmBody>("application/json")
            .Produces<NumberBody>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{number}/link/decline", DeclineAsync)
            .WithSummary("The owner does not confirm.")
            .Accepts<DeclineBody>("application/json")
            .Produces<NumberBody>().ProducesProblem(400).ProducesProblem(404);
        foreach (var ending in LinkEnding.All.Where(ending => ending.IsChosen))
        {
            control.MapPost("/phones/{number}/link/" + ending.Name, (string number, Mailbox mailbox) =>
                    ActAsync(number, mailbox, id => new PlatformInput.EndLink(id, number, ending.Name)))
                .WithSummary($"The link ends: {ending.Reason ?? "the owner disconnects in the app's settings"}.")
                .Produces<NumberBody>().ProducesProblem(400).ProducesProblem(404);
        }

        control.MapPost("/phones/{number}/link/reregister", ReregisterAsync)
            .WithSummary("A new device: the Cloud API is suspended for minutes; `reconnect: false` leaves it so.")
            .Produces<NumberBody>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{number}/link/change_number", ChangeNumberAsync)
            .WithSummary("The owner moves the app to another number; the link ends.")
            .Accepts<NumberChangeBody>("application/json")
            .Produces<NumberBody>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{number}/history", SeedAsync)
            .WithSummary("Writes chats of the time before the link.")
            .Accepts<HistoryBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> NumbersAsync(Mailbox mailbox) =>
        TypedResults.Ok(new Listed<NumberBody>(await mailbox.ReadAsync<IReadOnlyList<NumberBody>>(
            mind => [.. mind.Links.Select(link => NumberBody.Of(mind, link.PhoneNumberId)!)])));

    private static async Task<IResult> NumberAsync(string number, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => NumberBody.Of(mind, number)) is { } found
            ? TypedResults.Ok(found)
            : Problems.Of(new(
                "number", "it names a number of an account", "see GET /_emulator/numbers", NotFound: true));

    private static async Task<IResult> BeginAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.SignupRequest);
        if (body is null)
            return Problems.Of(refusal!);
        var settled = await mailbox.ActAsync(
            id => new PlatformInput.BeginSignup(id, body.Number, body.WabaId, body.AppId));
        return settled.Refusal is { } refused
            ? Problems.Of(refused)
            : TypedResults.Created(
                $"/_emulator/signups/{settled.Id}",
                SignupBody.Of(await mailbox.ReadAsync(mind => mind.Signup(settled.Id!)!)));
    }

    private static async Task<IResult> SignupAsync(string id, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.Signup(id)) is { } signup
            ? TypedResults.Ok(SignupBody.Of(signup))
            : Problems.Of(new("id", "it names a signup", "begin one: POST /_emulator/signups", NotFound: true));

    private static async Task<IResult> ConfirmAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.ConfirmBody);
        return body is null ? Problems.Of(refusal!) : await ActAsync(number, mailbox, id =>
            new PlatformInput.ConfirmSignup(id, number, body.Signup, body.Code, body.ShareHistory));
    }

    private static async Task<IResult> DeclineAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.DeclineBody);
        return body is null ? Problems.Of(refusal!) : await ActAsync(number, mailbox, id =>
            new PlatformInput.DeclineSignup(id, number, body.Signup));
    }

    private static async Task<IResult> ReregisterAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        // A body is not asked for: then the box that brings the Cloud API back stays checked.
        var (body, refusal) = request.ContentLength is null or 0
            ? (new ReregisterBody(), null)
            : await Bodies.ReadAsync(request, ControlJson.Default.ReregisterBody);
        return body is null ? Problems.Of(refusal!) : await ActAsync(number, mailbox, id =>
            new PlatformInput.Reregister(id, number, body.Reconnect));
    }

    private static async Task<IResult> ChangeNumberAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.NumberChangeBody);
        return body is null ? Problems.Of(refusal!) : await Acts.DoAsync(
            mailbox,
            id => new PlatformInput.ChangeNumber(id, number, body.To),
            (mind, _) => NumberBody.Of(mind, body.To));
    }

    private static async Task<IResult> SeedAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.HistoryBody);
        return body is null ? Problems.Of(refusal!) : await Acts.DoAsync(mailbox, id =>
            new PlatformInput.SeedHistory(id, number, body.Customers, body.MessagesEach, body.Days, body.Media));
    }

    /// <summary>Does something to a link and shows how the number stands then.</summary>
    private static Task<IResult> ActAsync(string number, Mailbox mailbox, Func<long, PlatformInput> act) =>
        Acts.DoAsync(mailbox, act, (mind, _) => NumberBody.Of(mind, number));
}
