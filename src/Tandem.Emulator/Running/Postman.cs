using System.Net.Http.Headers;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>Posts webhooks and challenges, many at once, and reports what came back.</summary>
internal sealed class Postman : IDisposable
{
    private const int MostConnections = 64;
    private const int LongestChallenge = 1024;
    private readonly CancellationTokenSource _closing = new();
    private readonly HttpClient _http;

    public Postman(EmulatorOptions options) =>
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = MostConnections,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = options.Platform.WebhookTimeout,
        };

    public async Task DeliverAsync(PlatformOutput.WebhookPosted post, Action<PlatformInput> report)
    {
        int? status = null;
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

            using var response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _closing.Token);
            status = (int)response.StatusCode;
        }
        catch (Exception fault) when (IsSilence(fault))
        {
            // No answer: the mind decides when to try again.
        }

        report(new PlatformInput.WebhookAnswered(post.DeliveryId, post.Attempt, status));
    }

    public async Task ChallengeAsync(PlatformOutput.ChallengePosed challenge, Action<PlatformInput> report)
    {
        int? status = null;
        string? body = null;
        try
        {
            using var response = await _http.GetAsync(
                new Uri(challenge.Url), HttpCompletionOption.ResponseHeadersRead, _closing.Token);
            status = (int)response.StatusCode;
            await using var stream = await response.Content.ReadAsStreamAsync(_closing.Token);
            var bytes = new byte[LongestChallenge];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, _closing.Token);
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
        _http.Dispose();
        _closing.Dispose();
    }

    private static bool IsSilence(Exception fault) =>
        fault is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException
            or UriFormatException;
}
