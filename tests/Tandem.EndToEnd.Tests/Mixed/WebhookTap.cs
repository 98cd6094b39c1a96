using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>
/// Stands between the platform and the hub's webhook address, changes nothing, and remembers what the hub answered:
/// each 200 is a promise about these very bytes.
/// </summary>
internal sealed class WebhookTap(string hub) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // as the platform's own

    private readonly ConcurrentQueue<byte[]> _acknowledged = new();
    private readonly ConcurrentDictionary<int, int> _answers = new();
    private readonly HttpClient _http = new() { Timeout = Patience };
    private WebApplication? _app;

    /// <summary>What the platform is told to call.</summary>
    public string Callback => $"{_app!.Urls.First()}/webhooks/whatsapp";

    /// <summary>The bodies that were answered 200.</summary>
    public IReadOnlyCollection<byte[]> Acknowledged => _acknowledged;

    /// <summary>How often each status was answered; 0: none, the connection broke.</summary>
    public IReadOnlyDictionary<int, int> Answers => _answers;

    public static async Task<WebhookTap> StartAsync(string hub)
    {
        var tap = new WebhookTap(hub);
        tap._app = await Relay.ListenAsync(tap.PassOnAsync);
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var body = await Relay.ReadAsync(context.Request);
        try
        {
            using var request = Relay.Copy(context.Request, body, hub);
            using var answer = await _http.SendAsync(request, CancellationToken.None);
            var status = (int)answer.StatusCode;
            _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == StatusCodes.Status200OK && HttpMethods.IsPost(context.Request.Method))
                _acknowledged.Enqueue(body);
            await Relay.WriteAsync(context.Response, answer);
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            _answers.AddOrUpdate(0, 1, (_, count) => count + 1);
            context.Abort();
        }
    }
}
