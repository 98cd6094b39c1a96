using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Media;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Access;
using Tandem.Hub.Media;

namespace Tandem.Hub.Api;

/// <summary>The bytes of a message's media, from the hub's own files.</summary>
internal static class MediaEndpoints
{
    /// <summary>Who misses a file, where no person does.</summary>
    private const string TheHub = "hub";

    /// <summary>Maps what concerns media below <c>/v1</c>.</summary>
    public static void MapMedia(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/messages/{id}/media", DownloadAsync).RequireAuthorization(AccessSetup.Read)
            .Produces(StatusCodes.Status200OK, contentType: MediaSniffer.Unknown);
        v1.MapPost("/messages/{id}/media/fetch", FetchAsync).RequireAuthorization(AccessSetup.Send);
    }

    /// <summary>Maps the pictures of the console's pages, which come with a session instead of a key.</summary>
    public static void MapPictures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/pictures/{id}", ShowAsync).RequireAuthorization(AccessSetup.Session).ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry, HubMediaFiles files, INumberDoor door) =>
        await GiveAsync(id, isForPage: false, http, reader, registry, files, door);

    // What is no picture that every browser draws is a download here too.
    private static async Task<IResult> ShowAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry, HubMediaFiles files, INumberDoor door) =>
        await GiveAsync(id, isForPage: true, http, reader, registry, files, door);

    private static async Task<IResult> GiveAsync(
        string id,
        bool isForPage,
        HttpContext http,
        Reader reader,
        RegistrationBook registry,
        HubMediaFiles files,
        INumberDoor door)
    {
        if (await FindAsync(id, http, reader, registry) is not { Media: { } media } message)
            return Problems.NotFound("media");
        if (media.State == "waiting")
            return Problems.MediaWaiting(media);
        if (media.State != "kept")
            return Problems.MediaFailed(media);

        if (files.Open(media.Sha256!) is not { } bytes)
        {
            await CommandAsync(message, TheHub, isLost: true, http, reader, door);
            return Problems.MediaWaiting(media with { Reason = "lost" });
        }

        var type = media.Type ?? MediaSniffer.Unknown;
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'"; // it comes from strangers
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Stream(
            bytes,
            type,
            isForPage && MediaSniffer.IsSafeImage(type) ? null : MediaNames.Of(message, type),
            enableRangeProcessing: true);
    }

    private static async Task<Results<Ok<MessageView>, ProblemHttpResult>> FetchAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry, INumberDoor door)
    {
        if (await FindAsync(id, http, reader, registry) is not { Media: not null } message)
            return Problems.NotFound("media");

        await CommandAsync(message, http.Caller().Sender, isLost: false, http, reader, door);
        return await FindAsync(message.Id, http, reader, registry) is { } after
            ? TypedResults.Ok(after)
            : Problems.NotFound("media");
    }

    private static async Task CommandAsync(
        MessageView message, string by, bool isLost, HttpContext http, Reader reader, INumberDoor door)
    {
        if (await http.FindOwnerAsync(reader, message.Id) is { } number)
            await door.CommandAsync(
                number.PhoneNumberId, new Input.MediaAsked(message.Id, by, isLost), http.RequestAborted);
    }

    private static async Task<MessageView?> FindAsync(
        string id, HttpContext http, Reader reader, RegistrationBook registry) =>
        await ConversationEndpoints.FindMessageIdAsync(id, http, reader, registry) is { } found
            ? await reader.For(http.Caller()).Timeline.FindMessageAsync(found, http.RequestAborted)
            : null;
}
