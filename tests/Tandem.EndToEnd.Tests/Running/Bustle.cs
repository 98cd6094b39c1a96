using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>People and a program that use every leg between the platform and a hub, so that any fault finds
/// something to strike. Each has a customer of its own: an owner who writes holds programs off that
/// conversation.</summary>
internal sealed class Bustle(EmulatedWorld world, string number, string hub, string apiKey) : IDisposable
{
    // Each is sent every twelfth message: one alone would be sent more than Meta takes for one person.
    private static readonly string[] Readers =
        [.. Enumerable.Range(0, 12).Select(index => $"165055501{(88 - index):00}")];

    private readonly HttpClient _program = new()
    {
        BaseAddress = new Uri(hub),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
    };

    private int _acts;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _program.Dispose();

    /// <summary>Uploads a file through the hub; its media id.</summary>
    public async Task<string> UploadAsync()
    {
        using var file = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47]);
        file.Headers.ContentType = new("image/png");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { file, "file", "leaf.png" },
        };
        using var answer = await _program.PostAsync($"/v25.0/{number}/media", form, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    /// <summary>One thing on every leg. What a fault makes of the program's calls is not judged here.</summary>
    public async Task ActAsync(string mediaId)
    {
        await SayAsync("customers/ansel/messages", number, "text", new() { ["body"] = "Is it ready?" });
        await SayAsync("customers/olga/messages", number, "image", new() { ["caption"] = "This one" });
        await SayAsync($"phones/{number}/messages", "olga", "text", new() { ["body"] = "It is" });
        using var sent = await _program.PostAsJsonAsync($"/v25.0/{number}/messages", new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = Readers[_acts++ % Readers.Length],
            ["type"] = "image",
            ["image"] = new JsonObject { ["link"] = "https://shop.example/leaf.png" },
        }, Ct);
        using var described = await _program.GetAsync($"/v25.0/{mediaId}", Ct);
        if (described.IsSuccessStatusCode
            && (string?)JsonNode.Parse(await described.Content.ReadAsStringAsync(Ct))?["url"] is { } url)
        {
            using var bytes = await _program.GetAsync(url, Ct);
        }
    }

    /// <summary>The customers to whom the program writes have written, so that it may.</summary>
    public async Task GreetAsync()
    {
        foreach (var reader in Readers)
            await SayAsync($"customers/{reader}/messages", number, "text", new() { ["body"] = "Hello" });
    }

    private Task SayAsync(string path, string to, string type, JsonObject content) =>
        world.PostAsync(path, new() { ["to"] = to, ["type"] = type, [type] = content });
}
