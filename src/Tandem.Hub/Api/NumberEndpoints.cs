using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.CloudApi.Graph;
using Tandem.Engine.Intake;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Engine.Wire;
using Tandem.Hub.Access;
using Tandem.Hub.Hosting;
using Tandem.Hub.Options;

namespace Tandem.Hub.Api;

/// <summary>A number that was registered, and what to enter at Meta.</summary>
/// <param name="PhoneNumberId">Meta's id of the number.</param>
/// <param name="WabaId">Its account.</param>
/// <param name="DisplayPhoneNumber">The number people see.</param>
/// <param name="VerifiedName">The business's name.</param>
/// <param name="Mode"><c>observe</c> or <c>guard</c>.</param>
/// <param name="HistoryPrivacy"><c>open</c> or <c>private_unless_live</c>.</param>
/// <param name="GraphBaseUrl">Where Graph is.</param>
/// <param name="Webhook">What to enter at Meta.</param>
public sealed record NumberRegistered(
    string PhoneNumberId,
    string WabaId,
    string DisplayPhoneNumber,
    string? VerifiedName,
    string Mode,
    string HistoryPrivacy,
    string GraphBaseUrl,
    WebhookAddress Webhook);

/// <summary>Numbers: registering them, and what is known of them.</summary>
internal static class NumberEndpoints
{
    /// <summary>Maps <c>/v1/numbers</c>.</summary>
    public static void MapNumbers(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers", ListAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPost("/numbers", RegisterAsync).RequireAuthorization(AccessSetup.Owner);
        v1.MapGet("/numbers/{phone_number_id}", ShowAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/numbers/{phone_number_id}/ledger", LedgerAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/numbers/{phone_number_id}/health", HealthAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/numbers/{phone_number_id}/pace", PaceAsync).RequireAuthorization(AccessSetup.Read);
    }

    private static async Task<Ok<Listing<NumberView>>> ListAsync(
        HttpContext http, Reader reader, CancellationToken ct) =>
        TypedResults.Ok(new Listing<NumberView>(await reader.Numbers.ListAsync(http.Caller().MaySee, ct)));

    private static async Task<Results<Ok<NumberView>, ProblemHttpResult>> ShowAsync(
        string phone_number_id, HttpContext http, Reader reader, CancellationToken ct) =>
        http.Caller().MaySee(phone_number_id) && await reader.Numbers.FindAsync(phone_number_id, ct) is { } number
            ? TypedResults.Ok(number)
            : Problems.NotFound("number");

    private static async Task<Results<Ok<LedgerView>, ProblemHttpResult>> LedgerAsync(
        string phone_number_id, HttpContext http, Reader reader, RegistrationBook registry, CancellationToken ct) =>
        await http.FindNumberAsync(registry, phone_number_id) is not null
            ? TypedResults.Ok(await reader.Numbers.LedgerAsync(Owner.Number(phone_number_id), ct))
            : Problems.NotFound("number");

    private static async Task<Results<Ok<HealthView>, ProblemHttpResult>> HealthAsync(
        string phone_number_id, HttpContext http, Reader reader, CancellationToken ct) =>
        http.Caller().MaySee(phone_number_id) && await reader.Health.FindAsync(phone_number_id, ct) is { } health
            ? TypedResults.Ok(health)
            : Problems.NotFound("number");

    private static async Task<Results<Ok<PaceView>, ProblemHttpResult>> PaceAsync(
        string phone_number_id, HttpContext http, Reader reader, CancellationToken ct) =>
        http.Caller().MaySee(phone_number_id) && await reader.Pace.FindAsync(phone_number_id, ct) is { } pace
            ? TypedResults.Ok(pace)
            : Problems.NotFound("number");

    private static async Task<Results<Created<NumberRegistered>, ProblemHttpResult>> RegisterAsync(
        NumberBody body,
        HttpContext http,
        RegistrationBook registry,
        ISecrets secrets,
        IGraphWire graph,
        WebhookIntake intake,
        AgentHost host,
        HubOptions options,
        FirstQuestions questions,
        TimeProvider clock,
        CancellationToken ct)
    {
        if (NumberBodyRules.Mistake(body, options) is { } mistake)
            return Problems.Invalid(mistake);

        // What is left out of a repeated registration stays: a new token must not switch the guard off.
        var known = await registry.FindNumberAsync(body.PhoneNumberId!, ct);
        var graphBaseUrl = body.GraphBaseUrl?.TrimEnd('/') ?? known?.GraphBaseUrl ?? options.GraphBaseUrls[0];
        if (!options.GraphBaseUrls.Contains(graphBaseUrl))
            return Problems.Invalid(NumberBodyRules.GraphBaseUrlMistake);
        if (body.Check && await RefusalOfGraphAsync(body, new GraphRoute(graphBaseUrl, body.AccessToken!), graph, ct)
            is { } refusal)
            return Problems.Of(422, "number_unknown_to_graph", "Graph does not know this number", refusal);

        var (signer, conflict) = AppOfNumber.Of(body, known, await registry.AppsAsync(ct), secrets);
        if (signer is null)
            return Problems.Invalid(conflict!);

        var wanted = body.On(new NumberRegistration(body.PhoneNumberId!, Short: "")
        {
            WabaId = body.WabaId!,
            DisplayPhoneNumber = body.DisplayPhoneNumber!,
            VerifiedName = body.VerifiedName ?? known?.VerifiedName,
            AppId = signer.App.AppId,
            ProtectedToken = secrets.Protect(body.AccessToken!),
            GraphBaseUrl = graphBaseUrl,
            IsGuarding = known is { IsGuarding: true },
            EchoHoldSeconds = known?.EchoHoldSeconds,
            AgentHoldSeconds = known?.AgentHoldSeconds,
            HandBackWords = known?.HandBackWords,
            TakeOverWords = known?.TakeOverWords,
            AutomaticTexts = known?.AutomaticTexts,
            IsPrivateUntilLive = body.HistoryPrivacy is null
                ? known is { IsPrivateUntilLive: true }
                : body.HistoryPrivacy == NumberBodyRules.PrivateUnlessLive,
            UnknownSilenceSeconds = known?.UnknownSilenceSeconds,
            MessagesPerSecond = known?.MessagesPerSecond,
            ResendLanes = known?.ResendLanes,
            VerifyToken = known?.VerifyToken ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            RegisteredAt = known?.RegisteredAt ?? clock.GetUtcNow(),
        });
        if (RulesBodyRules.Contradiction(wanted.HandBackWords, wanted.TakeOverWords, wanted.AutomaticTexts)
            is { } contradiction)
            return Problems.Invalid(contradiction);

        var number = await registry.PutNumberAsync(
            wanted,
            signer.App,
            ct,
            signer.Absorbed);
        await intake.ReloadAppsAsync(ct);
        host.Wake(Owner.Number(number.PhoneNumberId)); // webhooks may wait for it already
        host.Wake(Owner.Account(number.WabaId));
        await questions.AskAsync(number.PhoneNumberId, ct);

        return TypedResults.Created(
            $"/v1/numbers/{number.PhoneNumberId}",
            new NumberRegistered(
                number.PhoneNumberId,
                number.WabaId,
                number.DisplayPhoneNumber,
                number.VerifiedName,
                number.IsGuarding ? "guard" : "observe",
                number.IsPrivateUntilLive ? NumberBodyRules.PrivateUnlessLive : NumberBodyRules.Open,
                number.GraphBaseUrl,
                new WebhookAddress($"{http.Origin()}/webhooks/whatsapp", number.VerifyToken)));
    }

    private static async Task<string?> RefusalOfGraphAsync(
        NumberBody body, GraphRoute route, IGraphWire graph, CancellationToken ct)
    {
        try
        {
            var call = new GraphCalls(GraphCalls.CurrentVersion).GetPhoneNumber(body.PhoneNumberId!);
            var answer = await graph.ExchangeAsync(route, call, ct);
            return answer.Status == 200
                ? null
                : $"Graph answered {answer.Status} for this phone number id and token; check both.";
        }
        catch (GraphUnreachableException)
        {
            return "Graph gave no answer; try again, or register without check.";
        }
    }
}
