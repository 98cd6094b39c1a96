using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;
using Tandem.Drills.Scenarios;

namespace Tandem.Cli.Drilling;

/// <summary>
/// A shop for one drill, with a number of its own: what others do on the emulator and the hub disturbs neither.
/// </summary>
internal sealed class LiveShop
{
    private readonly JsonCalls _hub;
    private readonly Dictionary<string, Task<JsonCalls>> _senders = new(StringComparer.Ordinal);

    private LiveShop(JsonCalls hub, long run) => (_hub, Run) = (hub, run);

    /// <summary>Tells this drill from others: seconds.</summary>
    public long Run { get; }

    public string PhoneNumberId => Id(3);

    public string WabaId => Id(2);

    public string AppId => Id(1);

    public string AccessToken { get; } = RandomNumberGenerator.GetHexString(32);

    private string AppSecret { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>Opens the shop on both sides.</summary>
    public static async Task<LiveShop> OpenAsync(
        JsonCalls hub, JsonCalls emulator, Uri emulatorUrl, Uri hubUrl, Scenario scenario, CancellationToken ct)
    {
        var shop = new LiveShop(hub, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 100);
        var display = "+1 555 " + (shop.Run % 10_000_000).ToString("0000000", CultureInfo.InvariantCulture);
        await emulator.DoAsync(HttpMethod.Post, "/_emulator/accounts", new JsonObject
        {
            ["app_id"] = shop.AppId,
            ["app_secret"] = shop.AppSecret,
            ["waba_id"] = shop.WabaId,
            ["access_token"] = shop.AccessToken,
            ["numbers"] = new JsonArray(new JsonObject
            {
                ["phone_number_id"] = shop.PhoneNumberId,
                ["display_phone_number"] = display,
                ["verified_name"] = "Drill",
            }),
        }, ct);
        var registered = await hub.DoAsync(HttpMethod.Post, "/v1/numbers", new JsonObject
        {
            ["phone_number_id"] = shop.PhoneNumberId,
            ["waba_id"] = shop.WabaId,
            ["display_phone_number"] = display,
            ["verified_name"] = $"Drill: {scenario.Name}",
            ["access_token"] = shop.AccessToken,
            ["app_secret"] = shop.AppSecret,
            ["app_id"] = shop.AppId,
            ["graph_base_url"] = emulatorUrl.GetLeftPart(UriPartial.Authority),
            ["mode"] = scenario.Setting.IsGuarding ? "guard" : "observe",
            ["echo_hold_seconds"] = (int)scenario.Setting.Hold.TotalSeconds,
        }, ct);
        await emulator.DoAsync(HttpMethod.Put, $"/_emulator/accounts/{shop.WabaId}/webhook", new JsonObject
        {
            ["callback_url"] = new Uri(hubUrl, "/webhooks/whatsapp").AbsoluteUri,
            ["verify_token"] = (string?)registered["webhook"]!["verify_token"],
        }, ct);
        return shop;
    }

    /// <summary>Calls of the hub under a sender's key; the key is made once, on first use.</summary>
    public Task<JsonCalls> CallsOfAsync(Actor sender, CancellationToken ct)
    {
        lock (_senders)
        {
            if (!_senders.TryGetValue(sender.Name, out var calls))
                _senders.Add(sender.Name, calls = UnderNewKeyAsync());
            return calls;
        }

        async Task<JsonCalls> UnderNewKeyAsync() => _hub.Under((await MakeKeyAsync(sender, ct)).Key);
    }

    /// <summary>Lets the hub tell a bot what customers say.</summary>
    /// <returns>The endpoint's id.</returns>
    public async Task<string> ConnectAsync(Actor bot, Uri webhook, string verifyToken, CancellationToken ct)
    {
        var (id, key) = await MakeKeyAsync(bot, ct);
        lock (_senders)
            _senders.Add(bot.Name, Task.FromResult(_hub.Under(key)));
        var endpoint = await _hub.DoAsync(HttpMethod.Post, "/v1/endpoints", new JsonObject
        {
            ["url"] = webhook.AbsoluteUri,
            ["verify_token"] = verifyToken,
            ["secret"] = RandomNumberGenerator.GetHexString(32),
            ["format"] = "meta",
            ["key_id"] = id,
            ["numbers"] = new JsonArray(PhoneNumberId),
        }, ct);
        return (string)endpoint["id"]!;
    }

    /// <summary>The hub tells the bot nothing more.</summary>
    public Task DisconnectAsync(string endpoint, CancellationToken ct) =>
        _hub.DoAsync(HttpMethod.Delete, $"/v1/endpoints/{endpoint}", null, ct);

    private async Task<(string Id, string Key)> MakeKeyAsync(Actor sender, CancellationToken ct)
    {
        var made = await _hub.DoAsync(HttpMethod.Post, "/v1/keys", new JsonObject
        {
            ["sender"] = sender.Name,
            ["role"] = Vocabulary.Word(sender.Role),
            ["numbers"] = new JsonArray(PhoneNumberId),
            ["scopes"] = new JsonArray("read", "send"),
        }, ct);
        return ((string)made["id"]!, (string)made["key"]!);
    }

    // Fifteen digits, as Meta's ids have; those that begin with 9 are none of the emulator's own.
    private string Id(int kind) => string.Create(CultureInfo.InvariantCulture, $"9{kind}{Run:0000000000000}");
}
