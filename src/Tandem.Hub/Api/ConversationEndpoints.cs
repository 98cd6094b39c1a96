using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>Conversations, their messages, a message's life; and who speaks.</summary>
internal static class ConversationEndpoints
{
    private static readonly TimeSpan UsualTakeover = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestTakeover = TimeSpan.FromDays(30);

    /// <summary>Maps what concerns conversations.</summary>
    public static void MapConversations(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/numbers/{phone_number_id}/conversations", ListAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/conversations/{id}", ShowAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/conversations/{id}/messages", MessagesAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/messages/{id}", MessageAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapGet("/messages/{id}/life", LifeAsync).RequireAuthorization(AccessSetup.Read);
        v1.MapPost("/conversations/{id}/takeover", TakeOverAsync).RequireAuthorization(AccessSetup.Send);
        v1.MapPost("/conversations/{id}/handback", HandBackAsync).RequireAuthorization(AccessSetup.Send);
        v1.MapPost("/conversations/{id}/read", MarkReadAsync).RequireAuthorization(AccessSetup.Send);
    }

    private static async Task<Results<Ok<Page<ConversationView>>, ProblemHttpResult>> ListAsync(
        string phone_number_id,
        string? contact,
        [AsParameters] PageQuery page,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        CancellationToken ct)
    {
        if (await http.FindNumberAsync(registry, phone_number_id) is not { } number)
            return Problems.NotFound("number");

        var timeline = reader.For(http.Caller()).Timeline;
        if (contact is null)
            return TypedResults.Ok(http.Linked(await timeline.ConversationsAsync(phone_number_id, page.ToAsk(), ct)));
        return ContactKeys.KeyOf(contact) is { } key
            ? TypedResults.Ok(await timeline.FindByKeyAsync(number, key, ct))
            : Problems.Invalid(
                "contact: is neither a number with its country code, such as +4915112345678, nor a user id, such as "
                + "US.13491208655302741918, nor a username, such as @pablo; write it in one of these forms.");
    }

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> ShowAsync(
        string id, HttpContext http, Reader reader, CancellationToken ct) =>
        await http.FindOwnerAsync(reader, id) is { } number
        && await reader.For(http.Caller()).Timeline.FindConversationAsync(number, id, ct) is { } conversation
            ? TypedResults.Ok(conversation)
            : Problems.NotFound("conversation");

    private static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> MessagesAsync(
        string id, [AsParameters] PageQuery page, HttpContext http, Reader reader, CancellationToken ct) =>
        await http.FindOwnerAsync(reader, id) is not null
        && await reader.For(http.Caller()).Timeline.MessagesAsync(id, page.ToAsk(), ct) is { } messages
            ? TypedResults.Ok(http.Linked(messages))
            : Problems.NotFound("conversation");

    private static async Task<Results<Ok<MessageView>, ProblemHttpResult>> MessageAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry, CancellationToken ct) =>
        await FindMessageIdAsync(id, http, reader, registry) is { } found
        && await reader.For(http.Caller()).Timeline.FindMessageAsync(found, ct) is { } message
            ? TypedResults.Ok(message)
            : Problems.NotFound("message");

    private static async Task<Results<Ok<LifeView>, ProblemHttpResult>> LifeAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry, CancellationToken ct) =>
        await FindMessageIdAsync(id, http, reader, registry) is { } found
        && await reader.For(http.Caller()).Life.FindAsync(found, ct) is { } life
            ? TypedResults.Ok(life)
            : Problems.NotFound("message");

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> TakeOverAsync(
        string id,
        TakeoverBody? body,
        HttpContext http,
        Reader reader,
        INumberDoor door,
        TimeProvider clock,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = body?.Until ?? now + UsualTakeover;
        if (until <= now || until > now + LongestTakeover)
            return Problems.Invalid("until: must lie ahead, by at most 30 days.");

        // A bot that takes over would lock out itself; its name must not stand where a person's is expected.
        var caller = http.Caller();
        if (!caller.IsPerson)
            return Problems.Forbidden("Only people take over: a key of role agent, or the owner's.");

        var by = body?.By is { Length: > 0 and <= 100 } name ? name : caller.Sender;
        return await CommandAsync(id, root => new Input.TakenOver(root, by, until), http, reader, door, ct);
    }

    private static Task<Results<Ok<ConversationView>, ProblemHttpResult>> HandBackAsync(
        string id, HttpContext http, Reader reader, INumberDoor door, CancellationToken ct) =>
        http.Caller().IsPerson
            ? CommandAsync(id, root => new Input.HandedBack(root, http.Caller().Sender), http, reader, door, ct)
            : Task.FromResult<Results<Ok<ConversationView>, ProblemHttpResult>>(
                Problems.Forbidden("Only people hand back: a key of role agent, or the owner's."));

    private static Task<Results<Ok<ConversationView>, ProblemHttpResult>> MarkReadAsync(
        string id, HttpContext http, Reader reader, INumberDoor door, CancellationToken ct) =>
        CommandAsync(id, root => new Input.MarkedRead(root), http, reader, door, ct);

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> CommandAsync(
        string id,
        Func<string, Input> command,
        HttpContext http,
        Reader reader,
        INumberDoor door,
        CancellationToken ct)
    {
        if (await http.FindOwnerAsync(reader, id) is not { } number
            || await reader.Timeline.FindConversationAsync(number, id, ct) is not { } conversation)
            return Problems.NotFound("conversation");
        if (conversation.Private)
            return Problems.Private;

        await door.CommandAsync(number.PhoneNumberId, command(conversation.Id), ct);
        return await reader.Timeline.FindConversationAsync(number, conversation.Id, ct) is { } after
            ? TypedResults.Ok(after)
            : Problems.NotFound("conversation");
    }

    // Our id, or a wamid: the two cannot be confused, because ours begin with a number and a dash.
    internal static async Task<string?> FindMessageIdAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry)
    {
        if (await http.FindOwnerAsync(reader, id) is not null)
            return id;

        var numbers = (await registry.NumbersAsync(http.RequestAborted))
            .Where(number => http.Caller().MaySee(number.PhoneNumberId));
        return (await reader.Timeline.FindByWamidAsync(id, numbers, http.RequestAborted)) is [var first, ..]
            ? first
            : null;
    }
}
