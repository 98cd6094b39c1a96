using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tandem.Cli.Commands;
using Tandem.Emulator;
using Tandem.Hub;
using Tandem.Hub.Options;
using Tandem.Platform;
using Tandem.Samples.ShopBot;

namespace Tandem.Cli.Demo;

/// <summary>
/// A whole world on loopback: an emulated WhatsApp, this hub, a shop's bot, its owner's phone and a dozen customers.
/// Everything is joined by addresses and tokens alone, the way it would be with Meta.
/// </summary>
internal static class DemoWorld
{
    // Short, so that a visitor sees a hold begin and end; a real number has 30 minutes.
    private static readonly TimeSpan EchoHold = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(
        Dictionary<string, string> settings, int emulatorPort, double pace, CancellationToken ct)
    {
        var isOwnFolder = settings.TryAdd(
            "data", Path.Combine(Path.GetTempPath(), $"tandem-demo-{Environment.ProcessId}"));
        try
        {
            await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Port = emulatorPort }, ct);
            settings["graph_base_urls"] = emulator.Url;
            settings["allow_private_endpoints"] = "true";
            await using var hub = await HubHost.BuildAsync(HubSettings.Read(settings), TimeProvider.System, ct);
            await hub.StartAsync(ct);
            var apiKey = hub.NewOwnerKey ?? await hub.MakeOwnerKeyAsync(ct);

            using var http = new HttpClient();
            var account = emulator.Accounts[0];
            await RegisterAsync(http, hub.Url, apiKey, emulator.Url, account, ct);
            await using var bot = await StartBotAsync(http, hub.Url, apiKey, account, ct);
            Announcement.Write(hub, emulator.Url, apiKey);

            using var closing =
                CancellationTokenSource.CreateLinkedTokenSource(ct, hub.App.Lifetime.ApplicationStopping);
            await new DemoPeople(http, emulator.Url, account.Numbers[0].PhoneNumberId, pace).TalkAsync(closing.Token);
            await hub.App.StopAsync(CancellationToken.None);
            return Environment.ExitCode;
        }
        finally
        {
            if (isOwnFolder && Directory.Exists(settings["data"]))
                Directory.Delete(settings["data"], recursive: true);
        }
    }

    private static async Task RegisterAsync(
        HttpClient http, string hub, string apiKey, string emulator, AccountSetup account, CancellationToken ct)
    {
        var number = account.Numbers[0];
        var registered = await PostAsync(http, $"{hub}/v1/numbers", apiKey, new JsonObject
        {
            ["phone_number_id"] = number.PhoneNumberId,
            ["waba_id"] = account.WabaId,
            ["display_phone_number"] = number.DisplayPhoneNumber,
            ["verified_name"] = number.VerifiedName,
            ["access_token"] = account.AccessToken,
            ["app_secret"] = account.AppSecret,
            ["app_id"] = account.AppId,
            ["graph_base_url"] = emulator,
            ["mode"] = "guard",
            ["echo_hold_seconds"] = (int)EchoHold.TotalSeconds,
        }, ct);
        var callback = new JsonObject
        {
            ["callback_url"] = $"{hub}/webhooks/whatsapp",
            ["verify_token"] = (string?)registered["webhook"]!["verify_token"],
        };
        var path = $"{emulator}/_emulator/accounts/{account.WabaId}/webhook";
        (await http.PutAsJsonAsync(path, callback, ct)).EnsureSuccessStatusCode();
    }

    private static async Task<WebApplication> StartBotAsync(
        HttpClient http, string hub, string apiKey, AccountSetup account, CancellationToken ct)
    {
        var number = account.Numbers[0].PhoneNumberId;
        var key = await PostAsync(http, $"{hub}/v1/keys", apiKey, new JsonObject
        {
            ["sender"] = "shop-bot",
            ["role"] = "bot",
            ["numbers"] = new JsonArray(number),
            ["scopes"] = new JsonArray("read", "send"),
        }, ct);
        var options = new ShopBotOptions
        {
            GraphBaseUrl = new Uri($"{hub}/v25.0"),
            AccessToken = (string)key["key"]!,
            PhoneNumberId = number,
            VerifyToken = RandomNumberGenerator.GetHexString(16),
            AppSecret = RandomNumberGenerator.GetHexString(32),
            Port = 0,
        };
        var bot = ShopBot.Build(options, logging => logging.SetMinimumLevel(LogLevel.None));
        await bot.StartAsync(ct);
        await PostAsync(http, $"{hub}/v1/endpoints", apiKey, new JsonObject
        {
            ["url"] = $"{bot.Urls.First()}/webhook",
            ["verify_token"] = options.VerifyToken,
            ["secret"] = options.AppSecret,
            ["format"] = "meta",
            ["key_id"] = (string)key["id"]!,
        }, ct);
        return bot;
    }

    private static async Task<JsonNode> PostAsync(
        HttpClient http, string url, string apiKey, JsonObject body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
        };
        using var answer = await http.SendAsync(request, ct);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(ct))!;
    }
}
