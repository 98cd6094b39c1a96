using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>Calls <c>/v1</c> of a running hub.</summary>
internal sealed class HubClient(string hub, string apiKey) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(hub),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonNode>(path, Ct))!;

    public async Task<JsonNode> PostAsync(string path, JsonNode body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>All elements of a list, page after page.</summary>
    public async Task<List<JsonNode>> ListAsync(string path)
    {
        var all = new List<JsonNode>();
        string? after = null;
        while (true)
        {
            var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await GetAsync(
                $"{path}{joint}limit=200{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");
            all.AddRange(page["data"]!.AsArray().Select(node => node!));
            if (page["paging"]?["next"] is null)
                return all;
            after = (string?)page["paging"]!["cursors"]!["after"];
        }
    }
}
