using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>What a tap between two programs is made of: a server of its own, and requests and answers passed on as
/// they are.</summary>
internal static class Relay
{
    // What belongs to one connection, and what is written anew for the next.
    private static readonly string[] OfConnections =
        ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Expect", "Upgrade"];

    /// <summary>Starts a server on a free port of this machine.</summary>
    /// <param name="answer">What it does with each request.</param>
    public static async Task<WebApplication> ListenAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>The whole body of a request.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return bytes.ToArray();
    }

    /// <summary>The same request for another server.</summary>
    /// <param name="from">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="server">Scheme, host and port of the other.</param>
    public static HttpRequestMessage Copy(HttpRequest from, byte[] body, string server)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), $"{server}{from.Path}{from.QueryString}");
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in from.Headers.Where(header => !IsOfConnection(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    /// <summary>Gives an answer back.</summary>
    public static async Task WriteAsync(HttpResponse to, HttpResponseMessage answer)
    {
        to.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!IsOfConnection(name))
                to.Headers[name] = values.ToArray();
        }

        await to.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(CancellationToken.None));
    }

    private static bool IsOfConnection(string header) =>
        OfConnections.Contains(header, StringComparer.OrdinalIgnoreCase);
}
