using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Tandem.Engine.Wire;
using Yarp.ReverseProxy.Forwarder;

namespace Tandem.Hub.DropIn;

/// <summary>What a call becomes on its way to Graph, and its answer on the way back.</summary>
internal sealed class GraphTransformer(GraphRoute route, AnswerRewriter rewriter) : HttpTransformer
{
    private const int MostJsonBytes = 16 * 1024 * 1024;

    // Of no concern to Graph; and a packed answer could not be rewritten.
    private static readonly string[] Private =
        ["Authorization", "Cookie", "Forwarded", "Origin", "Referer", "Accept-Encoding"];

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        foreach (var name in Private)
            proxyRequest.Headers.Remove(name);
        proxyRequest.Headers.Host = null; // Graph's own, not ours
        proxyRequest.Headers.Authorization = new AuthenticationHeaderValue("Bearer", route.Token);
        var request = httpContext.Request;
        proxyRequest.RequestUri = new Uri(
            destinationPrefix + request.Path.ToUriComponent() + GraphToken.Stripped(request.Query));
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        httpContext.Response.Headers.Remove("Set-Cookie");
        if (proxyResponse?.Content.Headers
                is not { ContentEncoding.Count: 0, ContentType.MediaType: "application/json" }
            || proxyResponse.Content.Headers.ContentLength > MostJsonBytes)
            return true;

        var body = rewriter.Lists(await proxyResponse.Content.ReadAsByteArrayAsync(cancellationToken));
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, cancellationToken);
        return false;
    }
}
