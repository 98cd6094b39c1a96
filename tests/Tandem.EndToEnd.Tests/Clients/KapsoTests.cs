using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Clients;

/// <summary>The npm client <c>@kapso/whatsapp-cloud-api</c>, unmodified: only its base address is another.</summary>
public sealed class KapsoTests
{
    private const string Customer = "16505551234";
    private const string Stranger = "16505559876";

    [Fact]
    public async Task The_npm_client_works_against_the_emulator()
    {
        await using var stage = await ClientStage.WithEmulatorAsync();
        await TalkAsync(stage);
    }

    [Fact]
    public async Task The_npm_client_works_against_the_hub()
    {
        await using var stage = await ClientStage.WithHubAsync();
        await TalkAsync(stage);
    }

    private static async Task TalkAsync(ClientStage stage)
    {
        var asked = await stage.CustomerWritesAsync(Customer, "Are you open today?");

        var results = await NodeScript.RunAsync("kapso.mjs", new Dictionary<string, string>
        {
            ["BASE_URL"] = stage.BaseUrl,
            ["TOKEN"] = stage.Token,
            ["PHONE_NUMBER_ID"] = stage.PhoneNumberId,
            ["TO"] = Customer,
            ["STRANGER"] = Stranger,
            ["MESSAGE_ID"] = asked,
        });

        Assert.True(results.GetProperty("read").GetBoolean());
        await stage.CustomerSeesAsync(Customer, asked, line => TextOf(line, "status") == "read");
        await SeesWhatWasSentAsync(stage, asked, results);
        MediaCameBackWhole(stage, results);
        RefusalsAreMetas(results.GetProperty("refused"));
    }

    private static async Task SeesWhatWasSentAsync(ClientStage stage, string asked, JsonElement results)
    {
        var text = results.GetProperty("text");
        Assert.Equal(Customer, TextOf(text, "wa_id"));
        Assert.StartsWith("wamid.", TextOf(text, "wamid"));
        var line = await stage.CustomerSeesAsync(Customer, TextOf(text, "wamid"), _ => true);
        var content = line.GetProperty("content");
        Assert.Equal("We are open until eight.", TextOf(content.GetProperty("text"), "body"));
        Assert.Equal(asked, TextOf(content.GetProperty("context"), "id"));

        var image = await stage.CustomerSeesAsync(Customer, TextOf(results.GetProperty("image"), "wamid"), _ => true);
        Assert.Equal("image", TextOf(image, "type"));
    }

    private static void MediaCameBackWhole(ClientStage stage, JsonElement results)
    {
        var uploaded = results.GetProperty("uploaded");
        foreach (var seen in new[] { results.GetProperty("metadata"), results.GetProperty("downloaded") })
        {
            Assert.Equal(TextOf(uploaded, "sha256"), TextOf(seen, "sha256"));
            Assert.Equal(uploaded.GetProperty("size").GetInt32(), seen.GetProperty("size").GetInt32());
        }

        Assert.Equal("image/png", TextOf(results.GetProperty("metadata"), "mime_type"));
        Assert.StartsWith(stage.BaseUrl + "/", TextOf(results.GetProperty("metadata"), "url"));
        Assert.True(results.GetProperty("deleted").GetBoolean());
    }

    private static void RefusalsAreMetas(JsonElement refused)
    {
        foreach (var (what, code, status) in new[] { ("window", 131047, 400), ("length", 100, 400), ("token", 190, 401),
            ("media", 100, 400) })
        {
            var refusal = refused.GetProperty(what);
            Assert.True(
                refusal.ValueKind == JsonValueKind.Object && TextOf(refusal, "name") == "GraphApiError"
                    && refusal.GetProperty("code").GetInt32() == code
                    && refusal.GetProperty("http_status").GetInt32() == status,
                $"{what}: {refusal} instead of {code} with {status}");
        }

        Assert.Equal("reengagementWindow", TextOf(refused.GetProperty("window"), "category"));
    }

    private static string TextOf(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
