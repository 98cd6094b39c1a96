using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Platform;

namespace Tandem.Emulator.Tests;

/// <summary>A quick emulator, an endpoint for its webhooks and a client that knows the token.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string NumberId = "106540352242922";
    public const string Anna = "16505551234";

    private static readonly PlatformOptions Quick = new()
    {
        GraphLatency = Latency.None,
        WebhookLatency = Latency.Milliseconds(1, 5),
        EchoLatency = Latency.Milliseconds(1, 5),
        SentAfter = Latency.Milliseconds(1, 5),
        DeliveredAfter = Latency.Milliseconds(1, 5),
        ReadAfter = Latency.Milliseconds(1, 5),
        ReadChance = 1,
        BatchWindow = TimeSpan.FromMilliseconds(2),
        RetryWaits = [TimeSpan.FromMilliseconds(50)],
    };

    private readonly HttpClient _http;

    private Stage(EmulatorHost emulator, Endpoint endpoint)
    {
        Emulator = emulator;
        Endpoint = endpoint;
        _http = new() { BaseAddress = new(emulator.Url) };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", emulator.Accounts[0].AccessToken);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1");
    }

    public EmulatorHost Emulator { get; }

    public Endpoint Endpoint { get; }

    public static async Task<Stage> StartAsync(ClockSetup? time = null, PlatformOptions? platform = null)
    {
        var endpoint = await Endpoint.StartAsync();
        return new(
            await EmulatorHost.StartAsync(new()
            {
                Port = 0,
                Platform = platform ?? Quick,
                Time = time ?? ClockSetup.Real,
                CallbackUrl = endpoint.Url,
                VerifyToken = Endpoint.VerifyToken,
            }),
            endpoint);
    }

    public async Task<Answer> AskAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request);
        return new(
            response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues("facebook-api-version", out var version) ? version.Single() : null);
    }

    public Task<Answer> GetAsync(string path) => AskAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object body) =>
        AskAsync(HttpMethod.Post, path, JsonContent.Create(body));

    /// <summary>Posts, and goes away when told so.</summary>
    public Task PostUntilAsync(string path, object body, CancellationToken gone) =>
        _http.PostAsJsonAsync(path, body, gone);

    public Task<Answer> PostTextAsync(string path, string body) =>
        AskAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));

    public Task<Answer> PutAsync(string path, object body) => AskAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> PatchAsync(string path, object body) =>
        AskAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    public Task<Answer> DeleteAsync(string path) => AskAsync(HttpMethod.Delete, path);

    public Task<Stream> StreamAsync(string path) => _http.GetStreamAsync(path);

    /// <summary>Lets a customer or the owner say a text; gives its wamid.</summary>
    public async Task<string> SayAsync(string path, string to, string text)
    {
        var said = await PostAsync(path, new { to, type = "text", text = new { body = text } });
        Assert.Equal(HttpStatusCode.Created, said.Status);
        return (string)said.Json["wamid"]!;
    }

    public Task<string> CustomerSaysAsync(string text) =>
        SayAsync($"/_emulator/customers/{Anna}/messages", NumberId, text);

    /// <summary>Sends a text to Anna by the Cloud API.</summary>
    public Task<Answer> SendAsync(string text) => PostAsync(
        $"/v25.0/{NumberId}/messages",
        new { messaging_product = "whatsapp", to = "+" + Anna, type = "text", text = new { body = text } });

    /// <summary>The same on a connection of its own: on one that was used before, the client would try again by
    /// itself.</summary>
    public async Task<HttpStatusCode> SendOnceAsync(string text)
    {
        using var http = new HttpClient { BaseAddress = _http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = _http.DefaultRequestHeaders.Authorization;
        using var answer = await http.PostAsJsonAsync(
            $"/v25.0/{NumberId}/messages",
            new { messaging_product = "whatsapp", to = "+" + Anna, type = "text", text = new { body = text } });
        return answer.StatusCode;
    }

    public Task<Answer> UploadAsync(byte[] bytes, string mime, string disposition, bool fileFirst)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new(mime);
        file.Headers.ContentDisposition = ContentDispositionHeaderValue.Parse(disposition);
        var form = new MultipartFormDataContent();
        if (fileFirst)
            form.Add(file);
        form.Add(new StringContent("whatsapp"), "messaging_product");
        form.Add(new StringContent("image"), "type");
        if (!fileFirst)
            form.Add(file);
        return AskAsync(HttpMethod.Post, $"/v25.0/{NumberId}/media", form);
    }

    /// <summary>The ledger's lines of a kind.</summary>
    public async Task<List<JsonNode>> LedgerAsync(string kind) =>
        [.. (await GetAsync($"/_emulator/ledger?kind={kind}")).Json["data"]!.AsArray().Select(line => line!)];

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    /// <summary>Waits for a condition; a test that never meets it fails after a generous while.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(10, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
        await Endpoint.DisposeAsync();
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, byte[] Bytes, string? ContentType, string? Version)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;
}
