using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Media;
using Tandem.Engine.Registry;
using Tandem.Engine.Wire;
using Tandem.Hub.Access;
using Tandem.Hub.Api;
using Tandem.Hub.Wires;

namespace Tandem.Hub.DropIn;

/// <summary>Media: where it is, its bytes, and deleting it.</summary>
internal static class MediaCalls
{
    private static readonly GraphCalls Calls = new(GraphCalls.CurrentVersion);

    /// <summary><c>GET</c> or <c>DELETE /{media id}</c>.</summary>
    public static async Task TakeAsync(HttpContext http, string mediaId)
    {
        try
        {
            var asked = http.Request.Query["phone_number_id"] is [{ Length: > 0 } id] ? id : null;
            if (await FindAsync(http, mediaId, asked) is not { } found)
            {
                var method = http.Request.Method.ToLowerInvariant();
                await GraphReply.WriteAsync(http, GraphErrors.UnknownObject(method, mediaId));
                return;
            }

            if (HttpMethods.IsGet(http.Request.Method))
            {
                var rewriter = new AnswerRewriter(http.Origin());
                var body = rewriter.Media(found.Answer.Body, mediaId, found.Number.PhoneNumberId);
                await GraphReply.WriteAsync(http, found.Answer with { Body = body });
                return;
            }

            var route = http.RequestServices.GetRequiredService<NodeFinder>().RouteOf(found.Number);
            var call = Calls.DeleteMedia(mediaId, found.Number.PhoneNumberId);
            var graph = http.RequestServices.GetRequiredService<IGraphWire>();
            await GraphReply.WriteAsync(http, await graph.ExchangeAsync(route, call, http.RequestAborted));
        }
        catch (GraphUnreachableException)
        {
            await GraphReply.WriteAsync(http, GraphRefusals.NoAnswer, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The bytes, at the address that answers and forwarded webhooks name.</summary>
    public static async Task StreamAsync(HttpContext http)
    {
        if (!http.Caller().Has(AccessSetup.Read))
        {
            await GraphReply.WriteAsync(http, GraphRefusals.NoScope(AccessSetup.Read));
            return;
        }

        var phoneNumberId = (string)http.GetRouteValue("phone_number_id")!;
        var mediaId = (string)http.GetRouteValue("media_id")!;
        try
        {
            if (!mediaId.All(char.IsAsciiDigit)
                || await FindAsync(http, mediaId, phoneNumberId) is not { } found
                || MediaInfo.TryRead(found.Answer.Body.Span)?.Url is not { } url
                || !Uri.TryCreate(url, UriKind.Absolute, out var address)
                || !MediaHosts.IsTrusted(address, found.Number.GraphBaseUrl))
            {
                await GraphReply.WriteAsync(http, GraphRefusals.NoMedia, StatusCodes.Status404NotFound);
                return;
            }

            var route = http.RequestServices.GetRequiredService<NodeFinder>().RouteOf(found.Number);
            await http.RequestServices.GetRequiredService<GraphForwarder>().StreamAsync(http, address, route.Token);
        }
        catch (GraphUnreachableException)
        {
            await GraphReply.WriteAsync(http, GraphRefusals.NoAnswer, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Task<(NumberRegistration Number, GraphAnswer Answer)?> FindAsync(
        HttpContext http, string mediaId, string? phoneNumberId) =>
        http.RequestServices.GetRequiredService<NodeFinder>()
            .FindMediaAsync(mediaId, phoneNumberId, http.Caller(), http.RequestAborted);
}
