using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Hub.Options;

namespace Tandem.Cli.Calling;

/// <summary>Calls of one server in JSON, under one key or none.</summary>
internal sealed class JsonCalls(HttpClient http, Uri server, string? key = null)
{
    public static JsonSerializerOptions SnakeCase { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The same server under another key.</summary>
    public JsonCalls Under(string other) => new(http, server, other);

    /// <summary>A call and its answer, whatever that is.</summary>
    public async Task<(int Status, byte[] Body)> AskAsync(
        HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        using var content = body is null
            ? null
            : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await AskAsync(method, path, content, ct);
    }

    /// <summary>A call and its answer, whatever that is.</summary>
    public async Task<(int Status, byte[] Body)> AskAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, path)) { Content = content };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(ct));
    }

    /// <summary>A call that must succeed.</summary>
    /// <exception cref="HubOptionsException">It did not; says what the server said.</exception>
    public async Task<JsonNode> DoAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        var (status, bytes) = await AskAsync(method, path, body, ct);
        if (status is >= 200 and < 300)
            return bytes.Length == 0 ? new JsonObject() : JsonNode.Parse(bytes)!;
        throw new HubOptionsException(
            [$"{method} {new Uri(server, path)}: {status}: {DetailIn(bytes)}"]);
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken ct) => DoAsync(HttpMethod.Get, path, null, ct);

    /// <summary>All elements of a list of <c>/v1</c>, page after page.</summary>
    public async Task<List<T>> ListAsync<T>(string path, CancellationToken ct)
    {
        var all = new List<T>();
        await foreach (var one in EachAsync<T>(path, ct))
            all.Add(one);
        return all;
    }

    /// <summary>The elements of a list of <c>/v1</c> as their pages come: no more than one is in memory.</summary>
    public async IAsyncEnumerable<T> EachAsync<T>(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var more = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var page = await GetAsync($"{path}{joint}limit=200{more}", ct);
            foreach (var one in page["data"].Deserialize<List<T>>(SnakeCase)!)
                yield return one;
            after = page["paging"]?["next"] is null ? null : (string?)page["paging"]!["cursors"]!["after"];
        }
        while (after is not null);
    }

    /// <summary>What a problem document says, without what was sent.</summary>
    private static string DetailIn(byte[] body)
    {
        try
        {
            return (string?)JsonNode.Parse(body)?["detail"] ?? "no reason given";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return "no reason given";
        }
    }
}
