using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Media of messages is fetched into the hub's files and handed out from there.</summary>
public sealed class KeptMediaTests
{
    private const string Bytes = "these are the bytes";

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Bytes)));

    [Fact]
    public async Task Media_is_kept_once_by_its_hash_and_handed_out_whole_or_in_part()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub, Bytes);
        var id = await TellAsync(hub, "wamid.1", "../../e\"vil.txt");
        await TellAsync(hub, "wamid.2", "other.txt");
        var view = await StateAsync(hub, "wamid.1", "kept");
        await StateAsync(hub, "wamid.2", "kept");

        var answer = await hub.Owner.GetAsync(view.GetProperty("media").GetProperty("url").GetString());
        using var part = new HttpRequestMessage(HttpMethod.Get, $"/v1/messages/{id}/media");
        part.Headers.Range = new RangeHeaderValue(6, 8);
        var some = await hub.Owner.SendAsync(part);

        Assert.Equal(Bytes, await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("evil.txt", answer.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal((HttpStatusCode.PartialContent, "are"), (some.StatusCode, await some.Content.ReadAsStringAsync()));
        var files = Directory.GetFiles(Path.Combine(hub.Folder, "media"), "*", SearchOption.AllDirectories);
        Assert.Equal([Path.Combine(hub.Folder, "media", Hash[..2], Hash[2..4], Hash)], files);
    }

    [Fact]
    public async Task Bytes_of_another_hash_are_not_kept_and_the_answer_says_so()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub, "other bytes", hash: null);
        var id = await TellAsync(hub, "wamid.1", "a.txt");
        await StateAsync(hub, "wamid.1", "waiting", "hash_mismatch");

        var problem = await (await hub.Owner.GetAsync($"/v1/messages/{id}/media")).JsonAsync(409);

        Assert.Equal("urn:tandem:problem:media_waiting", problem.GetProperty("type").GetString());
        Assert.Equal("hash_mismatch", problem.GetProperty("reason").GetString());
        Assert.Empty(Directory.GetFiles(Path.Combine(hub.Folder, "media"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task More_bytes_than_the_operator_takes_are_a_gap_and_a_person_may_try_again()
    {
        await using var hub = await TestHub.StartAsync(options => options with { MaxMediaBytes = 10 });
        Serve(hub, Bytes);
        var id = await TellAsync(hub, "wamid.1", "a.txt");
        var view = await StateAsync(hub, "wamid.1", "failed", "too_large");

        var problem = await (await hub.Owner.GetAsync($"/v1/messages/{id}/media")).JsonAsync(404);
        Serve(hub, "tiny", hash: null);
        await (await hub.Owner.PostAsync($"/v1/messages/{id}/media/fetch", null)).JsonAsync(200);

        Assert.Equal("media_too_large", view.GetProperty("gap").GetProperty("code").GetString());
        Assert.Equal("urn:tandem:problem:media_failed", problem.GetProperty("type").GetString());
        await StateAsync(hub, "wamid.1", "waiting", "hash_mismatch"); // it was brought, and is something else
    }

    [Fact]
    public async Task Media_the_platform_forgot_is_a_gap()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = _ =>
            (400, "application/json", """{"error":{"message":"no","type":"x","code":100,"error_subcode":33}}""");
        await TellAsync(hub, "wamid.1", "a.txt");

        await StateAsync(hub, "wamid.1", "waiting", "gone");
    }

    [Fact]
    public async Task The_numbers_token_goes_to_no_other_host()
    {
        await using var hub = await TestHub.StartAsync();
        await using var elsewhere = await FakeGraph.StartAsync();
        Serve(hub, Bytes, at: elsewhere.Url);
        await TellAsync(hub, "wamid.1", "a.txt");

        await StateAsync(hub, "wamid.1", "waiting", "address_refused");

        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task A_file_that_was_lost_is_fetched_again_when_somebody_asks_for_it()
    {
        await using var hub = await TestHub.StartAsync();
        Serve(hub, Bytes);
        var id = await TellAsync(hub, "wamid.1", "a.txt");
        await StateAsync(hub, "wamid.1", "kept");
        File.Delete(Path.Combine(hub.Folder, "media", Hash[..2], Hash[2..4], Hash));

        await (await hub.Owner.GetAsync($"/v1/messages/{id}/media")).JsonAsync(409);
        await StateAsync(hub, "wamid.1", "kept");

        Assert.Equal(Bytes, await hub.Owner.GetStringAsync($"/v1/messages/{id}/media"));
    }

    private static void Serve(TestHub hub, string bytes, string? hash = "", string? at = null) =>
        hub.Graph.Answer = seen => seen.Path.EndsWith("/bytes", StringComparison.Ordinal)
            ? (200, "text/html", bytes)
            : (200, "application/json", JsonSerializer.Serialize(new Dictionary<string, string?>
            {
                ["url"] = $"{at ?? hub.Graph.Url}/bytes",
                ["sha256"] = hash?.Length == 0 ? Hash : hash,
                ["id"] = "7",
            }));

    private static async Task<string> TellAsync(TestHub hub, string wamid, string name)
    {
        var body = Sample.Message(wamid, "x").Replace(
            "\"type\":\"text\"", "\"type\":\"document\"", StringComparison.Ordinal);
        var document = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["id"] = "7",
            ["mime_type"] = "image/png",
            ["filename"] = name,
            ["sha256"] = Convert.ToBase64String(Convert.FromHexString(Hash)),
        });
        await hub.PostAsync(body.Replace("\"text\":{\"body\":\"x\"}", $"\"document\":{document}",
            StringComparison.Ordinal));
        var conversations = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/conversations", list => list.GetProperty("data").GetArrayLength() == 1);
        var conversation = conversations.GetProperty("data")[0].GetProperty("id").GetString();
        var messages = await hub.UntilAsync(
            $"/v1/conversations/{conversation}/messages", list => Of(list, wamid).ValueKind == JsonValueKind.Object);
        return Of(messages, wamid).GetProperty("id").GetString()!;
    }

    private static JsonElement Of(JsonElement messages, string wamid) => messages.GetProperty("data").EnumerateArray()
        .FirstOrDefault(message => message.GetProperty("wamid").GetString() == wamid);

    private static Task<JsonElement> StateAsync(TestHub hub, string wamid, string state, string? reason = null) =>
        hub.UntilAsync($"/v1/messages/{wamid}", it => it.TryGetProperty("media", out var media)
            && media.GetProperty("state").GetString() == state && media.GetProperty("reason").GetString() == reason);
}
