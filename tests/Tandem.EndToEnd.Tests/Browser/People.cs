using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>Customers and the owner with their phones, by the emulator's control API.</summary>
internal sealed class People(string emulator) : IDisposable
{
    private const string Number = "106540352242922";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(emulator) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    /// <summary>Gives a customer a name; they read only when told to.</summary>
    public async Task NameAsync(string customer, string name)
    {
        var body = new JsonObject { ["name"] = name, ["reads_by_itself"] = false };
        using var answer = await _http.PutAsJsonAsync($"/_emulator/customers/{customer}", body, Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A customer takes a new number; they go by the old one here.</summary>
    public async Task ChangeNumberAsync(string customer, string number)
    {
        var body = new JsonObject { ["to"] = number };
        using var answer = await _http.PostAsJsonAsync($"/_emulator/customers/{customer}/number", body, Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A customer writes.</summary>
    /// <returns>The wamid.</returns>
    public Task<string> SayAsync(string customer, string text) => SayAsync(customer, "text", Body(text));

    /// <summary>A customer sends anything.</summary>
    public Task<string> SayAsync(string customer, string type, JsonNode content, string? quoted = null) =>
        PostAsync($"/_emulator/customers/{customer}/messages", Number, type, content, quoted);

    /// <summary>The owner writes on the phone.</summary>
    public Task<string> OwnerSaysAsync(string customer, string text, string? quoted = null) =>
        OwnerSaysAsync(customer, "text", Body(text), quoted);

    /// <summary>The owner sends anything from the phone.</summary>
    public Task<string> OwnerSaysAsync(string customer, string type, JsonNode content, string? quoted = null) =>
        PostAsync($"/_emulator/phones/{Number}/messages", customer, type, content, quoted);

    /// <summary>A customer opens the chat.</summary>
    public async Task ReadAsync(string customer)
    {
        using var answer = await _http.PostAsync($"/_emulator/customers/{customer}/chats/{Number}/read", null, Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a customer's screen shows of what the business sent by the Cloud API.</summary>
    public async Task<IReadOnlyList<string>> GotAsync(string customer)
    {
        var chat = await _http.GetFromJsonAsync<JsonNode>($"/_emulator/customers/{customer}/chats/{Number}", Ct);
        return
        [
            .. chat!["data"]!.AsArray().Where(line => (string?)line!["author"] == "api")
                .Select(line => (string)line!["content"]!["text"]!["body"]!),
        ];
    }

    private static JsonObject Body(string text) => new() { ["body"] = text };

    private async Task<string> PostAsync(string path, string to, string type, JsonNode content, string? quoted)
    {
        var body = new JsonObject { ["to"] = to, ["type"] = type, [type] = content };
        if (quoted is not null)
            body["context"] = new JsonObject { ["message_id"] = quoted };
        using var answer = await _http.PostAsJsonAsync(path, body, Ct);
        var told = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {told}");
        return (string)JsonNode.Parse(told)!["wamid"]!;
    }
}
