using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Who is whom: people split a conversation in two, or make one of two.</summary>
internal static class IdentityEndpoints
{
    /// <summary>Maps what concerns identities.</summary>
    public static void MapIdentities(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/conversations/{id}/split", SplitAsync).RequireAuthorization(AccessSetup.Send);
        v1.MapPost("/conversations/{id}/merge", MergeAsync).RequireAuthorization(AccessSetup.Send);
    }

    private static async Task<Results<Ok<SplitTaken>, ProblemHttpResult>> SplitAsync(
        string id, SplitBody body, HttpContext http, Reader reader, INumberDoor door, CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return OnlyPeople;
        if (await FindAsync(id, http, reader, ct) is not { } found)
            return Problems.NotFound("conversation");
        if ((body.Merge is null) == (body.Key is null))
            return Problems.Invalid("merge, key: name one of them: the merge to take back, or the key to take out.");
        var part = body.Merge;
        if (body.Key is { } key && (part = ContactKeys.PeerOf(key)?.All().First()) is null)
            return Problems.Invalid(
                "key: is neither a number with its country code, such as +4915112345678, nor a user id, such as "
                + "US.13491208655302741918; write it in one of these forms.");
        if (body.Merge?.Contains(':') == true)
            return Problems.Invalid("merge: is no id of a merge; take one from the conversation's merges.");
        if (found.Conversation.Private || (body.Merge is { } other && await IsForeignAsync(other, found, http, reader)))
            return found.Conversation.Private ? Problems.Private : Problems.NotFound("merge");

        var split = new Input.ConversationSplit(found.Conversation.Id, part!, http.Caller().Sender);
        var decision = await door.CommandAsync(found.Number.PhoneNumberId, split, ct);
        if (decision.Outcome == Outcome.SetAside)
            return Problems.Of(
                409, "not_split", "There is nothing to split off", $"Nothing was changed: {decision.Reason}.");

        var partId = decision.Rows.OfType<Conversation>()
            .First(row => row.MergedInto is null && row.Id != decision.Subject).Id;
        return await reader.Timeline.FindConversationAsync(found.Number, decision.Subject!, ct) is { } stays
            && await reader.Timeline.FindConversationAsync(found.Number, partId, ct) is { } leaves
            ? TypedResults.Ok(new SplitTaken(stays, leaves))
            : Problems.NotFound("conversation");
    }

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> MergeAsync(
        string id, MergeBody body, HttpContext http, Reader reader, INumberDoor door, CancellationToken ct)
    {
        if (!http.Caller().IsPerson)
            return OnlyPeople;
        if (await FindAsync(id, http, reader, ct) is not { } one)
            return Problems.NotFound("conversation");
        if (body.With is not { Length: > 0 } with)
            return Problems.Invalid("with: name the other conversation by its id.");
        if (await FindAsync(with, http, reader, ct) is not { } other)
            return Problems.Invalid("with: there is no such conversation; take an id from the number's conversations.");
        if (one.Number.PhoneNumberId != other.Number.PhoneNumberId)
            return Problems.Invalid(
                "with: is a conversation of another number, and each number has its own; name one of the same number.");
        if (one.Conversation.Private || other.Conversation.Private)
            return Problems.Private;

        var merged = new Input.ConversationsMerged(one.Conversation.Id, other.Conversation.Id, http.Caller().Sender);
        await door.CommandAsync(one.Number.PhoneNumberId, merged, ct);
        return await reader.Timeline.FindConversationAsync(one.Number, one.Conversation.Id, ct) is { } after
            ? TypedResults.Ok(after)
            : Problems.NotFound("conversation");
    }

    private static async Task<(NumberRegistration Number, ConversationView Conversation)?> FindAsync(
        string id, HttpContext http, Reader reader, CancellationToken ct) =>
        await http.FindOwnerAsync(reader, id) is { } number
        && await reader.Timeline.FindConversationAsync(number, id, ct) is { } conversation
            ? (number, conversation)
            : null;

    private static async Task<bool> IsForeignAsync(
        string merge,
        (NumberRegistration Number, ConversationView Conversation) found,
        HttpContext http,
        Reader reader) =>
        (await http.FindOwnerAsync(reader, merge))?.PhoneNumberId != found.Number.PhoneNumberId;

    private static ProblemHttpResult OnlyPeople =>
        Problems.Forbidden("Only people decide who is whom: a key of role agent, or the owner's.");
}
