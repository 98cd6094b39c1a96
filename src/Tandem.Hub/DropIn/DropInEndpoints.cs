using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.Engine.Feeds;
using Tandem.Hub.Api;

namespace Tandem.Hub.DropIn;

/// <summary>Meta's Cloud API at this hub's address: what works against Meta works here, made safe.</summary>
internal static class DropInEndpoints
{
    /// <summary>The policy of all these paths: any key of ours; the scope depends on the call.</summary>
    public const string Policy = "graph";

    /// <summary>Maps versioned paths, unversioned ones that begin with digits or <c>upload:</c>, and media.</summary>
    public static void MapDropIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").RequireAuthorization(Policy).ExcludeFromDescription().DisableAntiforgery()
            .WithMetadata(GraphPathMetadata.Instance, new FormBytes());
        group.Map(@"/{version:regex(^v\d{{1,3}}\.\d{{1,3}}$)}/{**path}", (RequestDelegate)TakeAsync);
        group.Map(@"/{node:regex(^\d+$)}/{**path}", (RequestDelegate)TakeAsync);
        group.Map("/{node:regex(^upload:)}/{**path}", (RequestDelegate)TakeAsync);
        group.MapPost("/", (RequestDelegate)(http => GraphReply.WriteAsync(http, GraphRefusals.NoBatches)))
            .WithOrder(-1); // the console's first page is there as well, and takes no POST
        group.MapGet(MediaAddress.Path + "/{phone_number_id}/{media_id}", (RequestDelegate)MediaCalls.StreamAsync);
    }

    private static async Task TakeAsync(HttpContext http)
    {
        if (GraphPath.Parse(http.Request.Path.ToUriComponent()) is not { } path)
        {
            var isBatch = HttpMethods.IsPost(http.Request.Method)
                && http.Request.Path.Value?.Trim('/').Contains('/', StringComparison.Ordinal) == false;
            await GraphReply.WriteAsync(http, isBatch ? GraphRefusals.NoBatches : GraphRefusals.UnknownPath);
            return;
        }

        var finder = http.RequestServices.GetRequiredService<NodeFinder>();
        var unknown = GraphErrors.UnknownObject(http.Request.Method.ToLowerInvariant(), path.Node);
        if (await finder.FindAsync(path, http.Caller(), http.RequestAborted) is not { } node)
            await GraphReply.WriteAsync(http, unknown);
        else if (PassThroughTable.Find(node.Kind, http.Request.Method, path.Edge) is not { } row)
            await GraphReply.WriteAsync(http, path.Edge is null ? unknown : GraphRefusals.UnknownPath);
        else if (row.Fate == CallFate.Never)
            await GraphReply.WriteAsync(http, GraphRefusals.OwnersOnly);
        else if (!http.Caller().Has(row.Scope))
            await GraphReply.WriteAsync(http, GraphRefusals.NoScope(row.Scope));
        else if (row.Fate == CallFate.Outbox)
            await SendCalls.TakeAsync(http, node.Number, row.Edge!);
        else if (row.Kind == NodeKind.Media)
            await MediaCalls.TakeAsync(http, path.Node);
        else
            await PassAsync(http, finder, node);
    }

    private static Task PassAsync(HttpContext http, NodeFinder finder, FoundNode node) =>
        http.RequestServices.GetRequiredService<GraphForwarder>()
            .PassAsync(http, finder.RouteOf(node.Number), new AnswerRewriter(http.Origin()));

    // Media of 100 MB may be uploaded here, and nowhere else.
    private sealed class FormBytes : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => GraphToken.MostFormBytes;
    }
}
