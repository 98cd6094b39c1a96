using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>
/// Stands between the platform and the hub's webhook address, changes nothing, and remembers what the hub answered:
/// each 200 is a promise about these very bytes.
/// </summary>
internal sealed class WebhookTap : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // as the platform's own

    private readonly ConcurrentQueue<byte[]> _acknowledged = new();
    private readonly ConcurrentDictionary<int, int> _answers = new();
    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly WebApplication _app;
    private readonly string _hub;

    private WebhookTap(WebApplication app, string hub) => (_app, _hub) = (app, hub);

    /// <summary>What the platform is told to call.</summary>
    public string Callback => $"{_app.Urls.First()}/webhooks/whatsapp";

    /// <summary>The bodies that were answered 200.</summary>
    public IReadOnlyCollection<byte[]> Acknowledged => _acknowledged;

    /// <summary>How often each status was answered; 0: none, the connection broke.</summary>
    public IReadOnlyDictionary<int, int> Answers => _answers;

    public static async Task<WebhookTap> StartAsync(string hub)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var tap = new WebhookTap(app, hub);
        app.Run(tap.PassOnAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var body = bytes.ToArray();
        try
        {
            using var request = Copy(context.Request, body);
            using var answer = await _http.SendAsync(request, CancellationToken.None);
            var status = (int)answer.StatusCode;
            _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == StatusCodes.Status200OK && HttpMethods.IsPost(context.Request.Method))
                _acknowledged.Enqueue(body);
            context.Response.StatusCode = status;
            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(CancellationToken.None));
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            _answers.AddOrUpdate(0, 1, (_, count) => count + 1);
            context.Abort();
        }
    }

    private HttpRequestMessage Copy(HttpRequest from, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), $"{_hub}{from.Path}{from.QueryString}");
        if (!HttpMethods.IsPost(from.Method))
            return request;

        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType =
            from.ContentType is { } type ? MediaTypeHeaderValue.Parse(type) : null;
        request.Headers.TryAddWithoutValidation(
            "X-Hub-Signature-256", from.Headers["X-Hub-Signature-256"].ToString());
        return request;
    }
}
