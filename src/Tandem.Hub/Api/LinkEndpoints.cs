using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>The link of a number: asking Meta about it, and for what the phone shares once.</summary>
internal static class LinkEndpoints
{
    private static readonly Dictionary<string, SyncKind> Kinds = new()
    {
        ["contacts"] = SyncKind.Contacts,
        ["history"] = SyncKind.History,
    };

    /// <summary>Maps what concerns links.</summary>
    public static void MapLinks(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/numbers/{phone_number_id}/sync", SyncAsync).RequireAuthorization(AccessSetup.Manage);
        v1.MapPost("/numbers/{phone_number_id}/link/ask", AskAsync).RequireAuthorization(AccessSetup.Manage);
    }

    // It can be done once: a program that tries and sees is what must not happen.
    private static async Task<Results<Accepted<SyncView>, ProblemHttpResult>> SyncAsync(
        string phone_number_id,
        SyncBody body,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        INumberDoor door,
        CancellationToken ct)
    {
        var caller = http.Caller();
        if (!caller.IsPerson)
            return Problems.Forbidden("Only people ask for syncs: a key of role agent, or the owner's.");
        if (await http.FindNumberAsync(registry, phone_number_id) is null)
            return Problems.NotFound("number");
        if (body.What is null || !Kinds.TryGetValue(body.What, out var what))
            return Problems.Invalid("what: must be contacts or history.");

        var asked = new Input.SyncAsked(what, caller.Sender, body.Again);
        var decision = await door.CommandAsync(phone_number_id, asked, ct);
        if (decision.Outcome != Outcome.Applied)
            return Refused(decision.Reason ?? SyncRules.Once, body.What);

        var number = await reader.Numbers.FindAsync(phone_number_id, ct);
        var sync = number!.Link.Sync;
        return TypedResults.Accepted(
            $"/v1/numbers/{phone_number_id}", what == SyncKind.Contacts ? sync.Contacts : sync.History);
    }

    private static async Task<Results<Accepted<LinkView>, ProblemHttpResult>> AskAsync(
        string phone_number_id,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        INumberDoor door,
        CancellationToken ct)
    {
        if (await http.FindNumberAsync(registry, phone_number_id) is null)
            return Problems.NotFound("number");

        await door.CommandAsync(phone_number_id, new Input.LinkAsked(LinkInquiry.Person), ct);
        var number = await reader.Numbers.FindAsync(phone_number_id, ct);
        return TypedResults.Accepted($"/v1/numbers/{phone_number_id}", number!.Link);
    }

    private static ProblemHttpResult Refused(string rule, string what)
    {
        var (detail, remedy) = SyncWords.Of(rule, what);
        return Problems.Of(409, rule, "This sync may not be asked for now", detail, new Dictionary<string, object?>
        {
            ["field"] = "what",
            ["rule"] = rule,
            ["remedy"] = remedy,
        });
    }
}
