using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>Posts webhooks and challenges, many at once, and reports what came back.</summary>
internal sealed class Postman(PlatformClock clock) : IDisposable
{
    private const int MostConnections = 64;
    private const int LongestChallenge = 1024;

    /// <summary>How long a callback has to answer the challenge: whoever set it waits.</summary>
    private static readonly TimeSpan ChallengePatience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, HttpClient> _routes = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = MostConnections,
        UseCookies = false,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Lets a handler take what goes to the server of an address.</summary>
    public void Route(Uri address, HttpMessageHandler handler) =>
        _routes[address.GetLeftPart(UriPartial.Authority)] = new(handler, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Posts a webhook.</summary>
    /// <param name="post">What and where to.</param>
    /// <param name="patience">How long the endpoint has, on the machine's clock.</param>
    /// <param name="report">
    /// Told once how it ended. Null: the endpoint was silent for too long; that the platform knows by itself, when its
    /// own time is up.
    /// </param>
    public async Task DeliverAsync(PlatformOutput.WebhookPosted post, TimeSpan patience, Action<PlatformInput?> report)
    {
        int? status = null;
        using var silence = new CancellationTokenSource(patience, clock.Machine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, _closing.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, post.Url);
            request.Content = new ReadOnlyMemoryContent(post.Body);
            foreach (var field in post.Headers)
            {
                if (field.Name == "Content-Type")
                    request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(field.Value);
                else
                    request.Headers.TryAddWithoutValidation(field.Name, field.Value);
            }

            using var response = await To(request.RequestUri!).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            status = (int)response.StatusCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            report(null);
            return;
        }
        catch (Exception fault) when (IsSilence(fault))
        {
            // No answer: the mind decides when to try again.
        }

        report(new PlatformInput.WebhookAnswered(post.DeliveryId, post.Attempt, status));
    }

    public async Task ChallengeAsync(PlatformOutput.ChallengePosed challenge, Action<PlatformInput?> report)
    {
        int? status = null;
        string? body = null;
        using var silence = new CancellationTokenSource(ChallengePatience, clock.Machine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, _closing.Token);
        try
        {
            var address = new Uri(challenge.Url);
            using var response = await To(address).GetAsync(
                address, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            status = (int)response.StatusCode;
            await using var stream = await response.Content.ReadAsStreamAsync(stop.Token);
            var bytes = new byte[LongestChallenge];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop.Token);
            body = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception fault) when (IsSilence(fault))
        {
            // No answer: the challenge fails.
        }

        report(new PlatformInput.ChallengeAnswered(challenge.ChallengeId, status, body));
    }

    public void Dispose()
    {
        _closing.Cancel();
        foreach (var route in _routes.Values)
            route.Dispose();
        _http.Dispose();
        _closing.Dispose();
    }

    private HttpClient To(Uri address) =>
        _routes.GetValueOrDefault(address.GetLeftPart(UriPartial.Authority)) ?? _http;

    private static bool IsSilence(Exception fault) =>
        fault is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException
            or UriFormatException;
}
