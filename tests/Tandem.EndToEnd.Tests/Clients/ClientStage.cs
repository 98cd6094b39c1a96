using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Emulator;
using Tandem.Hub;
using Tandem.Hub.Options;
using Tandem.Platform;

namespace Tandem.EndToEnd.Tests.Clients;

/// <summary>An emulated WhatsApp, with or without a hub in front, and what a client needs to talk to it.</summary>
internal sealed class ClientStage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();
    private readonly EmulatorHost _emulator;
    private readonly HubHost? _hub;
    private readonly DirectoryInfo? _folder;
    private string _ownerKey = "";
    private string _keyId = "";

    private ClientStage(EmulatorHost emulator, HubHost? hub = null, DirectoryInfo? folder = null)
    {
        _emulator = emulator;
        _hub = hub;
        _folder = folder;
        BaseUrl = hub?.Url ?? emulator.Url;
        Token = Account.AccessToken;
    }

    /// <summary>What the client takes for Graph.</summary>
    public string BaseUrl { get; }

    /// <summary>What the client takes for its access token.</summary>
    public string Token { get; private set; }

    public string PhoneNumberId => Account.Numbers[0].PhoneNumberId;

    private AccountSetup Account => _emulator.Accounts[0];

    /// <summary>The client talks to the emulator itself.</summary>
    public static async Task<ClientStage> WithEmulatorAsync() => new(await StartEmulatorAsync());

    /// <summary>The client talks to a hub, with the key of a bot, and the hub talks to the emulator.</summary>
    public static async Task<ClientStage> WithHubAsync()
    {
        var emulator = await StartEmulatorAsync();
        var folder = Directory.CreateTempSubdirectory("tandem-clients-");
        var options = new HubOptions
        {
            DataFolder = folder.FullName,
            Port = 0,
            GraphBaseUrls = [emulator.Url],
            AllowPrivateEndpoints = true,
        };
        var hub = await HubHost.BuildAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
        await hub.StartAsync(TestContext.Current.CancellationToken);
        var stage = new ClientStage(emulator, hub, folder);
        await stage.RegisterAsync(hub.NewOwnerKey!);
        return stage;
    }

    /// <summary>Gives a customer a name.</summary>
    public Task NameAsync(string customer, string name) =>
        SendAsync(HttpMethod.Put, $"{_emulator.Url}/_emulator/customers/{customer}", new() { ["name"] = name });

    /// <summary>Lets a customer write to the number; gives the wamid.</summary>
    public async Task<string> CustomerWritesAsync(string customer, string words)
    {
        var said = await SendAsync(HttpMethod.Post, $"{_emulator.Url}/_emulator/customers/{customer}/messages", new()
        {
            ["to"] = PhoneNumberId,
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = words },
        });
        return said.GetProperty("wamid").GetString()!;
    }

    /// <summary>The line of a customer's chat with this wamid, once it is as it should be.</summary>
    public async Task<JsonElement> CustomerSeesAsync(string customer, string wamid, Func<JsonElement, bool> isSo)
    {
        var url = $"{_emulator.Url}/_emulator/customers/{customer}/chats/{PhoneNumberId}";
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var chat = await _http.GetFromJsonAsync<JsonElement>(url);
            foreach (var line in chat.GetProperty("data").EnumerateArray())
            {
                if (line.GetProperty("wamid").GetString() == wamid && isSo(line))
                    return line;
            }

            Assert.False(patience.IsCancellationRequested, $"the customer never sees {wamid} so; the chat: {chat}");
            await Task.Delay(20);
        }
    }

    /// <summary>Lets the owner write to a customer on the phone.</summary>
    public Task OwnerWritesAsync(string customer, string words) =>
        SendAsync(HttpMethod.Post, $"{_emulator.Url}/_emulator/phones/{PhoneNumberId}/messages", new()
        {
            ["to"] = customer,
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = words },
        });

    /// <summary>Texts of the business that the customer's phone shows, in order.</summary>
    public async Task<IReadOnlyList<string>> BusinessSaidAsync(string customer)
    {
        var chat = await _http.GetFromJsonAsync<JsonElement>(
            $"{_emulator.Url}/_emulator/customers/{customer}/chats/{PhoneNumberId}");
        return
        [
            .. chat.GetProperty("data").EnumerateArray()
                .Where(line => line.GetProperty("direction").GetString() == "out")
                .Select(line => line.GetProperty("content").GetProperty("text").GetProperty("body").GetString()!),
        ];
    }

    /// <summary>Changes rules of the number.</summary>
    public Task ChangeRulesAsync(JsonObject rules) =>
        SendAsync(HttpMethod.Patch, $"{BaseUrl}/v1/numbers/{PhoneNumberId}/rules", rules, _ownerKey);

    /// <summary>The hub forwards what concerns the client's number to an address.</summary>
    public Task ForwardToAsync(string url, string verifyToken, string secret, params string[] fields) =>
        SendAsync(HttpMethod.Post, $"{BaseUrl}/v1/endpoints", new()
        {
            ["url"] = url,
            ["verify_token"] = verifyToken,
            ["secret"] = secret,
            ["format"] = "meta",
            ["key_id"] = _keyId,
            ["numbers"] = new JsonArray(PhoneNumberId),
            ["fields"] = new JsonArray([.. fields.Select(field => (JsonNode)field)]),
        }, _ownerKey);

    /// <summary>The hub knows who speaks in the one conversation there is; null: nobody.</summary>
    public async Task SpokenForAsync(string? by)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var list = await SendAsync(
                HttpMethod.Get, $"{BaseUrl}/v1/numbers/{PhoneNumberId}/conversations", body: null, _ownerKey);
            if (list.GetProperty("data")[0].GetProperty("spoken_for_by").GetString() == by)
                return;

            Assert.False(patience.IsCancellationRequested, $"never spoken for by {by ?? "nobody"}: {list}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_hub is not null)
        {
            await _hub.App.StopAsync();
            await _hub.DisposeAsync();
        }

        await _emulator.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static Task<EmulatorHost> StartEmulatorAsync() =>
        EmulatorHost.StartAsync(new EmulatorOptions { Port = 0 }, TestContext.Current.CancellationToken);

    private async Task RegisterAsync(string ownerKey)
    {
        _ownerKey = ownerKey;
        var number = Account.Numbers[0];
        var registered = await SendAsync(HttpMethod.Post, $"{BaseUrl}/v1/numbers", new()
        {
            ["phone_number_id"] = number.PhoneNumberId,
            ["waba_id"] = Account.WabaId,
            ["display_phone_number"] = number.DisplayPhoneNumber,
            ["verified_name"] = number.VerifiedName,
            ["access_token"] = Account.AccessToken,
            ["app_secret"] = Account.AppSecret,
            ["app_id"] = Account.AppId,
            ["graph_base_url"] = _emulator.Url,
            ["mode"] = "guard",
        }, ownerKey);
        await SendAsync(HttpMethod.Put, $"{_emulator.Url}/_emulator/accounts/{Account.WabaId}/webhook", new()
        {
            ["callback_url"] = $"{BaseUrl}/webhooks/whatsapp",
            ["verify_token"] = registered.GetProperty("webhook").GetProperty("verify_token").GetString(),
        });
        var key = await SendAsync(HttpMethod.Post, $"{BaseUrl}/v1/keys", new()
        {
            ["sender"] = "client",
            ["role"] = "bot",
            ["numbers"] = new JsonArray(PhoneNumberId),
            ["scopes"] = new JsonArray("read", "send"),
        }, ownerKey);
        Token = key.GetProperty("key").GetString()!;
        _keyId = key.GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string url, JsonObject? body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {url}: {(int)answer.StatusCode} {text}");
        return text.Length > 0 ? JsonElement.Parse(text) : default;
    }
}
