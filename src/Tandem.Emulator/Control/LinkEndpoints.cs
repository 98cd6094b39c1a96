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
    private static ActRefusal NoNumber { get; } =
        new("number", "it names a number of an account", "see GET /_emulator/numbers", NotFound: true);

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
            .Accepts<NewNumberBody>("application/json")
            .Produces<NumberBody>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{number}/history", SeedAsync)
            .WithSummary("Writes chats of the time before the link.")
            .Accepts<HistoryBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> NumbersAsync(Mailbox mailbox) => TypedResults.Ok(
        new Listed<NumberBody>([.. (await mailbox.ReadAsync(mind => mind.Links)).Select(NumberBody.Of)]));

    private static async Task<IResult> NumberAsync(string number, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.LinkOf(number)) is { } link
            ? TypedResults.Ok(NumberBody.Of(link))
            : Problems.Of(NoNumber);

    private static async Task<IResult> BeginAsync(HttpRequest request, Mailbox mailbox)
    {
        if (await Problems.ReadAsync(request, LinkJson.Default.SignupRequest) is not
            { WabaId: { } wabaId, AppId: { } appId, Number: { } number })
            return Problems.Of(Problems.Unreadable("waba_id, app_id and number"));
        var settled = await mailbox.ActAsync(id => new PlatformInput.BeginSignup(id, number, wabaId, appId));
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Created(
                $"/_emulator/signups/{settled.Id}",
                SignupBody.Of(await mailbox.ReadAsync(mind => mind.Signup(settled.Id!)!)));
    }

    private static async Task<IResult> SignupAsync(string id, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.Signup(id)) is { } signup
            ? TypedResults.Ok(SignupBody.Of(signup))
            : Problems.Of(new("id", "it names a signup", "begin one: POST /_emulator/signups", NotFound: true));

    private static async Task<IResult> ConfirmAsync(string number, HttpRequest request, Mailbox mailbox) =>
        await Problems.ReadAsync(request, LinkJson.Default.ConfirmBody) is { Signup: { } signup, Code: { } code } body
            ? await ActAsync(
                number,
                mailbox,
                id => new PlatformInput.ConfirmSignup(id, number, signup, code, body.ShareHistory))
            : Problems.Of(Problems.Unreadable("signup, code and, if wanted, share_history"));

    private static async Task<IResult> DeclineAsync(string number, HttpRequest request, Mailbox mailbox) =>
        await Problems.ReadAsync(request, LinkJson.Default.DeclineBody) is { Signup: { } signup }
            ? await ActAsync(number, mailbox, id => new PlatformInput.DeclineSignup(id, number, signup))
            : Problems.Of(Problems.Unreadable("signup"));

    private static async Task<IResult> ReregisterAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var body = request.ContentLength is null or 0
            ? new()
            : await Problems.ReadAsync(request, LinkJson.Default.ReregisterBody);
        return body is null
            ? Problems.Of(Problems.Unreadable("reconnect, or nothing"))
            : await ActAsync(number, mailbox, id => new PlatformInput.Reregister(id, number, body.Reconnect));
    }

    private static async Task<IResult> ChangeNumberAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        if (await Problems.ReadAsync(request, LinkJson.Default.NewNumberBody) is not { To: { } to })
            return Problems.Of(Problems.Unreadable("to"));
        var settled = await mailbox.ActAsync(id => new PlatformInput.ChangeNumber(id, number, to));
        return settled.Refusal is { } refusal ? Problems.Of(refusal) : await NumberAsync(to, mailbox);
    }

    private static async Task<IResult> SeedAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        if (await Problems.ReadAsync(request, LinkJson.Default.HistoryBody) is not
            { Customers: { } customers, MessagesEach: { } each, Days: { } days } body)
            return Problems.Of(Problems.Unreadable("customers, messages_each, days and, if wanted, media"));
        var settled = await mailbox.ActAsync(
            id => new PlatformInput.SeedHistory(id, number, customers, each, days, body.Media));
        return settled.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    /// <summary>Does something to a link and shows how it stands then.</summary>
    private static async Task<IResult> ActAsync(string number, Mailbox mailbox, Func<long, PlatformInput> act)
    {
        var settled = await mailbox.ActAsync(act);
        return settled.Refusal is { } refusal ? Problems.Of(refusal) : await NumberAsync(number, mailbox);
    }
}
