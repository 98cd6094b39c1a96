using System.Net;
using Tandem.Engine.Wire;

namespace Tandem.Hub.Wires;

/// <summary>Posts events to outgoing webhooks over HTTP: no redirects, no cookies, no private addresses.</summary>
internal sealed class HttpEndpointWire : IEndpointWire, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public HttpEndpointWire(GuardedConnector connector, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 32,
            MaxResponseHeadersLength = 32,
            ActivityHeadersPropagator = null,
            ConnectCallback = connector.ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // the clock is handed in
        };
    }

    /// <inheritdoc/>
    public async Task<int?> PostAsync(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await ExchangeAsync(request, ct) is { } answer ? (int)answer.Status : null;
    }

    /// <summary>The GET challenge of a registration: what the endpoint answers, at most 256 characters.</summary>
    /// <returns>Status and text, or null when there was no answer.</returns>
    public async Task<(HttpStatusCode Status, string Text)?> ChallengeAsync(string url, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await ExchangeAsync(request, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Text)?> ExchangeAsync(
        HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.UserAgent.ParseAdd("Tandem/1");
        using var timeout = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var answer = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (answer.StatusCode, await BeginningAsync(answer, either.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null; // the feed counts it as undelivered and tries again
        }
    }

    // Nobody needs more of an answer than this, and an endless one must not fill the memory.
    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var buffer = new byte[256];
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }
}
