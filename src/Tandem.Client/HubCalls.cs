using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tandem.Client;

/// <summary>Calls of the hub: JSON each way, refusals as what they are.</summary>
internal sealed class HubCalls(HttpClient http, AuthenticationHeaderValue key)
{
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, path, body: null);
        using var answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, ct).ConfigureAwait(false);
        return await ReadAsync(answer, type, ct).ConfigureAwait(false);
    }

    public async Task<T> PostAsync<T>(
        string path, ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Post, path, body);
        using var answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, ct).ConfigureAwait(false);
        return await ReadAsync(answer, type, ct).ConfigureAwait(false);
    }

    /// <summary>An answer whose body is read as it comes; whoever gets it disposes of it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        string path, Action<HttpRequestHeaders> headers, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, path, body: null);
        headers(request.Headers);
        var answer = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;

        using (answer)
            throw await RefusalAsync(answer, ct).ConfigureAwait(false);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, ReadOnlyMemory<byte>? body)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = key;
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpCompletionOption until, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, until, ct).ConfigureAwait(false);
        }
        catch (HttpRequestException unreachable)
        {
            throw new TandemException(
                null, "unreachable", "The hub cannot be reached",
                $"Nobody answered at {http.BaseAddress}; nobody knows whether the call arrived. {unreachable.Message}",
                unreachable);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw await RefusalAsync(answer, ct).ConfigureAwait(false);

        var body = await answer.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, type)
            ?? throw new TandemException(answer.StatusCode, "unreadable", "The answer holds nothing", "It is null.");
    }

    private static async Task<TandemException> RefusalAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
        Problem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize(body, ClientJson.Default.Problem);
        }
        catch (JsonException)
        {
            // Something between answered in words of its own: the status has to do.
        }

        return new TandemException(
            answer.StatusCode,
            problem?.Code ?? (answer.StatusCode == HttpStatusCode.Unauthorized ? "unauthorized" : "http"),
            problem?.Title ?? $"HTTP {(int)answer.StatusCode}",
            problem?.Detail ?? "The hub gave no reason.")
        {
            Problem = problem,
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        };
    }
}
