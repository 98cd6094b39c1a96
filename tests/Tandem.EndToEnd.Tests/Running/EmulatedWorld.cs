using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>The control API of a running emulator.</summary>
internal sealed class EmulatedWorld(HttpClient http)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task PutAsync(string path, JsonObject body) => SendAsync(HttpMethod.Put, path, body);

    public Task PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>The same, with what it answers.</summary>
    public async Task<JsonNode> AskAsync(string path, JsonObject body) =>
        (await SendAsync(HttpMethod.Post, path, body))!;

    public Task PatchAsync(string path, JsonObject body) => SendAsync(HttpMethod.Patch, path, body);

    public Task DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<List<JsonNode>> ListAsync(string path) =>
        [.. (await SendAsync(HttpMethod.Get, path, null))!["data"]!.AsArray().Select(item => item!)];

    /// <summary>Lets emulated time pass: waits for a line of the ledger that never comes.</summary>
    public Task PassAsync(TimeSpan time) => PostAsync("wait", new()
    {
        ["for"] = new JsonObject { ["kind"] = "nothing of this kind" },
        ["timeout"] = time.TotalSeconds,
    });

    /// <summary>Waits until no webhook is under way any more.</summary>
    public async Task IdleAsync()
    {
        var waited = await SendAsync(
            HttpMethod.Post, "wait", new() { ["for"] = "idle", ["timeout"] = TimeSpan.FromHours(1).TotalSeconds });
        Assert.True((bool)waited!["met"]!, waited.ToJsonString());
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, $"/_emulator/{path}")
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var answer = await http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} {body?.ToJsonString()}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
