using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Accounts and where their webhooks go.</summary>
internal static class SetupEndpoints
{
    public static void MapSetup(this RouteGroupBuilder control)
    {
        control.MapGet("/accounts", AccountsAsync)
            .WithSummary("Accounts with their secrets and tokens: what a hub needs to be connected.")
            .Produces<Listed<AccountView>>();
        control.MapPost("/accounts", CreateAsync)
            .WithSummary("Adds an account with its numbers.")
            .Accepts<AccountSetup>("application/json")
            .Produces<AccountView>(StatusCodes.Status201Created).ProducesProblem(400);
        control.MapPut("/accounts/{waba_id}/webhook", ConfigureAsync)
            .WithSummary("Sets the callback of the account's app, after the GET challenge succeeded.")
            .Accepts<WebhookBody>("application/json")
            .Produces<AccountView>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> AccountsAsync(Mailbox mailbox) =>
        TypedResults.Ok(new Listed<AccountView>(await mailbox.ReadAsync(mind => mind.Accounts)));

    private static async Task<IResult> CreateAsync(HttpRequest request, Mailbox mailbox)
    {
        if (await Problems.ReadAsync(request, ControlJson.Default.AccountSetup) is not { } setup)
            return Problems.Of(Problems.Unreadable("app_id, app_secret, waba_id, access_token, numbers"));
        var settled = await mailbox.ActAsync(id => new PlatformInput.CreateAccount(id, setup));
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Created((string?)null, await ViewAsync(setup.WabaId, mailbox));
    }

    private static async Task<IResult> ConfigureAsync(string waba_id, HttpRequest request, Mailbox mailbox)
    {
        if (await Problems.ReadAsync(request, ControlJson.Default.WebhookBody) is not
            { CallbackUrl: { Length: > 0 } url, VerifyToken: { Length: > 0 } verify })
            return Problems.Of(Problems.Unreadable("callback_url and verify_token"));
        var settled = await mailbox.ActAsync(id => new PlatformInput.ConfigureWebhook(id, waba_id, url, verify));
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Ok(await ViewAsync(waba_id, mailbox));
    }

    private static Task<AccountView> ViewAsync(string wabaId, Mailbox mailbox) =>
        mailbox.ReadAsync(mind => mind.Accounts.First(account => account.WabaId == wabaId));
}
