using System.Net.Http.Json;
using System.Text;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Secrets, contents and numbers stay where they belong.</summary>
public sealed class SecretsTests
{
    [Fact]
    public async Task No_secret_is_in_a_file_and_neither_secret_content_nor_number_is_in_the_log()
    {
        const string words = "canary-words-of-a-customer", person = "16505550101";
        const string endpointSecret = "canary-endpoint-0123456";
        await using var hub = await TestHub.StartAsync();
        var botKey = await hub.KeyAsync("bot", ["read", "send"]);
        await using var bot = await FakeGraph.StartAsync();
        var endpoint = await hub.Owner.PostAsJsonAsync("/v1/endpoints", new
        {
            url = bot.Url + "/hook",
            verify_token = "canary-verify-token",
            secret = endpointSecret,
            format = "meta",
        });
        await endpoint.JsonAsync(201);
        await hub.PostAsync(Sample.Message("wamid.S", words, person, DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        using var botClient = hub.Client(botKey);
        var sent = await botClient.PostAsJsonAsync(
            $"/v25.0/{TestHub.NumberId}/messages?access_token=" + botKey,
            new { messaging_product = "whatsapp", to = person, type = "text", text = new { body = words } });
        await sent.JsonAsync(200);
        await hub.Anybody.GetAsync($"/v25.0/{TestHub.NumberId}?access_token={botKey}");
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("pending").GetInt32() == 0);

        string[] secrets =
        [
            TestHub.AppSecret, TestHub.Token, endpointSecret, "canary-verify-token", hub.OwnerKey, botKey,
        ];
        var files = Directory.GetFiles(hub.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 2, "nothing was stored");
        foreach (var file in files)
        {
            var text = Encoding.Latin1.GetString(await ReadAsync(file));
            foreach (var secret in secrets)
                Assert.False(text.Contains(secret), $"{Path.GetFileName(file)} holds a secret");
        }

        foreach (var line in hub.Log.Lines.Where(line => !line.Contains("FakeGraph")))
        {
            foreach (var canary in secrets.Concat([words, person]))
                Assert.False(line.Contains(canary), $"logged: {line}");
        }
    }

    [Fact]
    public async Task The_callers_key_never_reaches_Graph()
    {
        await using var hub = await TestHub.StartAsync();
        var key = await hub.KeyAsync("bot", ["read", "send", "manage"]);
        var profile = $"/v25.0/{TestHub.NumberId}/whatsapp_business_profile";

        await hub.Anybody.GetAsync($"{profile}?fields=about&access_token={key}&appsecret_proof=abc");
        await hub.Anybody.PostAsync(profile, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["messaging_product"] = "whatsapp",
            ["about"] = "We grow",
            ["access_token"] = key,
        }));
        using var multipart = new MultipartFormDataContent
        {
            { new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/png") } }, "file", "a.png" },
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent(key), "access_token" },
        };
        await hub.Anybody.PostAsync($"/{TestHub.NumberId}/media", multipart);

        Assert.Equal(3, hub.Graph.Calls.Count);
        Assert.All(hub.Graph.Calls, call =>
        {
            Assert.Equal("Bearer " + TestHub.Token, call.Authorization);
            Assert.DoesNotContain(key, call.Query + call.Text);
            Assert.DoesNotContain("appsecret_proof", call.Query);
        });
        var calls = hub.Graph.Calls.ToArray();
        Assert.Equal("?fields=about", calls[0].Query);
        Assert.Equal("messaging_product=whatsapp&about=We+grow", calls[1].Text);
        Assert.Contains("filename=\"a.png\"", calls[2].Text);
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
