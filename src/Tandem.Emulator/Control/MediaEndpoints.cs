using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Graph;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Files that people send.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this RouteGroupBuilder control) =>
        control.MapPost("/media", KeepAsync)
            .WithSummary("Keeps a file that people then send by its id: multipart, or raw bytes.")
            .Produces<IdBody>(StatusCodes.Status201Created).ProducesProblem(400);

    private static async Task<IResult> KeepAsync(HttpRequest request, Mailbox mailbox, MediaStore media)
    {
        var (bytes, contentType, file) = await GraphBody.ReadAsync(request, media, request.HttpContext.RequestAborted);
        if (file is null && bytes.Length == 0)
            return Problems.Of(new("file", "a file has bytes", "send them as the body or as a part named file"));
        file ??= media.Keep(bytes, contentType ?? GraphBody.Unnamed, null);
        return await Acts.MakeAsync(mailbox, id => new PlatformInput.KeepMedia(id, file));
    }
}
