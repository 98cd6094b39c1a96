using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Tandem.Engine.Wire;
using Tandem.Hub.Wires;
using Yarp.ReverseProxy.Forwarder;

namespace Tandem.Hub.DropIn;

/// <summary>Passes a call on to Graph with the number's token in place of the caller's key.</summary>
internal sealed class GraphForwarder(IHttpForwarder forwarder, TimeProvider clock) : IDisposable
{
    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(100) };

    private readonly HttpMessageInvoker _http = new(HttpGraphWire.NewHandler());

    /// <summary>Passes the call on; the answer's addresses lead back here.</summary>
    /// <param name="http">The call.</param>
    /// <param name="route">Where to, with whose token.</param>
    /// <param name="rewriter">Rewrites addresses in JSON answers.</param>
    public async Task PassAsync(HttpContext http, GraphRoute route, AnswerRewriter rewriter)
    {
        await TakeCredentialsOutAsync(http);
        var error = await forwarder.SendAsync(
            http, route.BaseUrl, _http, Patience, new GraphTransformer(route, rewriter));
        if (error != ForwarderError.None && !http.Response.HasStarted)
        {
            http.Response.Clear();
            await GraphReply.WriteAsync(http, GraphRefusals.NoAnswer, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Streams the bytes behind an address that Graph gave.</summary>
    public async Task StreamAsync(HttpContext http, Uri address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.UserAgent.ParseAdd("Tandem/1"); // without one, Meta answers 4xx
        using var timeout = new CancellationTokenSource(HttpGraphWire.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, timeout.Token);
        try
        {
            using var answer = await _http.SendAsync(request, either.Token);
            if (!answer.IsSuccessStatusCode)
            {
                await GraphReply.WriteAsync(http, GraphRefusals.NoMedia, StatusCodes.Status404NotFound);
                return;
            }

            timeout.CancelAfter(Timeout.InfiniteTimeSpan); // it has begun; from here the caller's patience counts
            CopyHeaders(answer, http.Response);
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            if (http.Response.HasStarted)
                http.Abort(); // half a file must not look like a whole one
            else
                await GraphReply.WriteAsync(http, GraphRefusals.NoAnswer, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static void CopyHeaders(HttpResponseMessage answer, HttpResponse response)
    {
        response.ContentType = answer.Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
        response.ContentLength = answer.Content.Headers.ContentLength;

        // A customer's file opened in the console's origin must be neither a page nor a script of it.
        response.Headers.ContentDisposition = answer.Content.Headers.ContentDisposition?.ToString() ?? "attachment";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.CacheControl = "private, no-store";
    }

    // A form that was read to find the key is composed anew without it.
    private static async Task TakeCredentialsOutAsync(HttpContext http)
    {
        if (await GraphToken.StrippedFormAsync(http.Request, http.RequestAborted) is not { } content)
            return;

        http.Response.RegisterForDispose(content);
        http.Request.Body = await content.ReadAsStreamAsync(http.RequestAborted);
        http.Request.ContentType = content.Headers.ContentType!.ToString();
        http.Request.ContentLength = content.Headers.ContentLength;
        http.Request.Headers.TransferEncoding = default;
    }
}
