using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What Meta decides about accounts: templates, limits, tokens, policies, maintenance.</summary>
internal static class LimitEndpoints
{
    public static void MapLimits(this RouteGroupBuilder control)
    {
        control.MapGet("/accounts/{waba_id}/templates", TemplatesAsync)
            .WithSummary("Templates of an account; they are made by Graph.")
            .Produces<Listed<TemplateView>>().ProducesProblem(404);
        control.MapPost("/accounts/{waba_id}/templates/{template_id}/review", ReviewAsync)
            .WithSummary("Ends the review of a PENDING template: `verdict` is approved or rejected.")
            .Accepts<ReviewBody>("application/json")
            .Produces<TemplateView>().ProducesProblem(400).ProducesProblem(404);
        control.MapPatch("/accounts/{waba_id}", LimitAsync)
            .WithSummary("Changes the portfolio's messaging limit (TIER_250 …), or verifies its business.")
            .Accepts<LimitBody>("application/json")
            .Produces<AccountView>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/accounts/{waba_id}/token", TokenAsync)
            .WithSummary("Lets the token end, issues another one, or both.")
            .Accepts<TokenBody>("application/json")
            .Produces<AccountView>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/accounts/{waba_id}/violations", ViolateAsync)
            .WithSummary("The account violated a policy: the next step of enforcement.")
            .Accepts<ViolationBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/accounts/{waba_id}/reinstate", ReinstateAsync)
            .WithSummary("An appeal is granted: restrictions and locks end.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        control.MapPost("/numbers/{number}/maintenance", MaintainAsync)
            .WithSummary("Sends of the number are refused with 131057 for `duration` seconds; 0 ends it.")
            .Accepts<MaintenanceBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> TemplatesAsync(string waba_id, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.TemplatesOf(waba_id)) is { } templates
            ? TypedResults.Ok(new Listed<TemplateView>(templates))
            : Problems.Of(new("waba_id", "it names an account", "see /_emulator/accounts", NotFound: true));

    private static async Task<IResult> ReviewAsync(
        string waba_id, string template_id, HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.ReviewBody);
        if (body is null)
            return Problems.Of(unreadable!);
        if (body.Verdict is not ("approved" or "rejected"))
            return Problems.Of(new("verdict", "it is approved or rejected", "send {\"verdict\": \"approved\"}"));
        var settled = await mailbox.ActAsync(id => new PlatformInput.ReviewTemplate(
            id, waba_id, template_id, body.Verdict == "approved", body.Reason));
        if (settled.Refusal is { } refusal)
            return Problems.Of(refusal);
        var templates = await mailbox.ReadAsync(mind => mind.TemplatesOf(waba_id));
        return TypedResults.Ok(templates!.First(template => template.Id == template_id));
    }

    private static async Task<IResult> LimitAsync(string waba_id, HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.LimitBody);
        if (body is null)
            return Problems.Of(unreadable!);
        if (body.MessagingLimit is null && body.Verified is null)
            return Problems.Of(new(
                "body", "it names messaging_limit, verified or both", "send {\"messaging_limit\": \"TIER_2K\"}"));
        return await AccountAsync(
            mailbox,
            waba_id,
            body.Verified is { } verified ? id => new PlatformInput.VerifyBusiness(id, waba_id, verified) : null,
            body.MessagingLimit is { } tier ? id => new PlatformInput.SetMessagingLimit(id, waba_id, tier) : null);
    }

    private static async Task<IResult> TokenAsync(string waba_id, HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.TokenBody);
        if (body is null)
            return Problems.Of(unreadable!);
        if (body.Expire != true && body.Rotate != true)
            return Problems.Of(new("body", "it names expire, rotate or both", "send {\"rotate\": true}"));
        return await AccountAsync(
            mailbox,
            waba_id,
            body.Expire == true ? id => new PlatformInput.ExpireToken(id, waba_id) : null,
            body.Rotate == true ? id => new PlatformInput.RotateToken(id, waba_id) : null);
    }

    private static async Task<IResult> ViolateAsync(string waba_id, HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.ViolationBody);
        return body is null
            ? Problems.Of(unreadable!)
            : await Acts.DoAsync(mailbox, id => new PlatformInput.Violate(id, waba_id, body.Type));
    }

    private static Task<IResult> ReinstateAsync(string waba_id, Mailbox mailbox) =>
        Acts.DoAsync(mailbox, id => new PlatformInput.Reinstate(id, waba_id));

    private static async Task<IResult> MaintainAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, unreadable) = await Bodies.ReadAsync(request, ControlJson.Default.MaintenanceBody);
        return body is null
            ? Problems.Of(unreadable!)
            : await Acts.DoAsync(mailbox, id => new PlatformInput.BeginMaintenance(id, number, body.Duration));
    }

    /// <summary>Lets some acts happen one after the other, until one is refused, and shows the account then.</summary>
    private static async Task<IResult> AccountAsync(
        Mailbox mailbox, string wabaId, params Func<long, PlatformInput>?[] acts)
    {
        foreach (var act in acts)
        {
            if (act is not null && (await mailbox.ActAsync(act)).Refusal is { } refusal)
                return Problems.Of(refusal);
        }

        return TypedResults.Ok(
            (await mailbox.ReadAsync(mind => mind.Accounts)).First(account => account.WabaId == wabaId));
    }
}
