using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Accounts, their numbers, and where their webhooks go.</summary>
internal static class SetupEndpoints
{
    public static void MapSetup(this RouteGroupBuilder control)
    {
        control.MapGet("/accounts", AccountsAsync)
            .WithSummary("Accounts with their secrets and tokens: what a hub needs to be connected.")
            .Produces<Listed<AccountView>>();
        control.MapPost("/accounts", CreateAsync)
            .WithSummary("Adds an account with its numbers.")
            .Accepts<AccountBody>("application/json")
            .Produces<AccountView>(StatusCodes.Status201Created).ProducesProblem(400);
        control.MapPost("/accounts/{waba_id}/numbers", AddNumberAsync)
            .WithSummary("Adds a number to an account.")
            .Accepts<NumberSetup>("application/json")
            .Produces<AccountView>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapPut("/accounts/{waba_id}/webhook", ConfigureAsync)
            .WithSummary("Sets the callback of the account's app, after the GET challenge succeeded.")
            .Accepts<WebhookBody>("application/json")
            .Produces<AccountView>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> AccountsAsync(Mailbox mailbox) =>
        TypedResults.Ok(new Listed<AccountView>(await mailbox.ReadAsync(mind => mind.Accounts)));

    private static async Task<IResult> CreateAsync(HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.AccountBody);
        if (body is null)
            return Problems.Of(unreadable!);
        var settled = await mailbox.ActAsync(id => new PlatformInput.CreateAccount(id, body.Setup()));
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Created((string?)null, await ViewAsync(body.WabaId, mailbox));
    }

    private static async Task<IResult> AddNumberAsync(string waba_id, HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.NumberSetup);
        if (body is null)
            return Problems.Of(unreadable!);
        var settled = await mailbox.ActAsync(id => new PlatformInput.AddNumber(id, waba_id, body));
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Created((string?)null, await ViewAsync(waba_id, mailbox));
    }

    private static async Task<IResult> ConfigureAsync(string waba_id, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.WebhookBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(
                mailbox,
                id => new PlatformInput.ConfigureWebhook(id, waba_id, body.CallbackUrl, body.VerifyToken),
                (mind, _) => mind.Accounts.First(account => account.WabaId == waba_id));
    }

    private static Task<AccountView> ViewAsync(string wabaId, Mailbox mailbox) =>
        mailbox.ReadAsync(mind => mind.Accounts.First(account => account.WabaId == wabaId));
}
