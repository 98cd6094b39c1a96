using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>
/// An emulated WhatsApp in a process of its own, a hub in another that may be killed and started again, and everybody
/// who writes through either: the emulator's ledger is the truth that the hub is held to.
/// </summary>
internal sealed class MixedWorld : IAsyncDisposable
{
    public const string Number = "106540352242922";

    public const string Waba = "102290129340398";
    private const string Secret = "the secret of the app";

    public static readonly IReadOnlyList<string> Customers =
        [.. Enumerable.Range(0, 24).Select(n => $"1650555{n:D4}")];

    private readonly TandemProcess _emulator;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _acting = [];
    private readonly string[] _storage;
    private readonly string[] _hubArguments;
    private readonly TemporaryFolder _data;

    private MixedWorld(
        TandemProcess emulator,
        TemporaryFolder data,
        GraphTap graph,
        TandemProcess hub,
        WebhookTap tap,
        string[] storage,
        string[] hubArguments)
    {
        _emulator = emulator;
        _data = data;
        _http = new HttpClient { BaseAddress = new(emulator["emulator"]!), Timeout = TimeSpan.FromMinutes(5) };
        (_storage, _hubArguments) = (storage, hubArguments);
        (Graph, Hub, Tap) = (graph, hub, tap);
        OwnerKey = hub["api key"]!;
        Emulated = new EmulatedWorld(_http);
        People = new People(Emulated, Number, Customers);
        Programs = new Programs(hub.Hub, Number, Customers);
    }

    /// <summary>The hub that runs now.</summary>
    public TandemProcess Hub { get; private set; }

    /// <summary>Where webhooks pass.</summary>
    public WebhookTap Tap { get; }

    /// <summary>Where calls of Graph pass.</summary>
    public GraphTap Graph { get; }

    public string OwnerKey { get; }

    public string EmulatorUrl => _emulator["emulator"]!;

    public EmulatedWorld Emulated { get; }

    public People People { get; }

    public Programs Programs { get; }

    /// <summary>Starts both processes and connects them; everybody has written once.</summary>
    /// <param name="storage">The hub's arguments about storage.</param>
    /// <param name="seed">Seed of the platform's chance.</param>
    public static async Task<MixedWorld> StartAsync(Func<string, string[]> storage, int seed)
    {
        var data = new TemporaryFolder("tandem-mixed-");
        var config = await data.WriteAsync("world.yaml", World(seed));
        var emulator = await TandemProcess.StartAsync("emulate", "--port", "0", "--config", config);
        var graph = await GraphTap.StartAsync(emulator["emulator"]!);
        var kept = storage(data.Path);
        string[] arguments =
        [
            "up", "--port", $"{FreePort.Find()}", "--set", $"graph_base_urls={graph.Url}",
            .. kept,
        ];
        var hub = await TandemProcess.StartAsync(arguments);
        var tap = await WebhookTap.StartAsync(hub.Hub);
        var world = new MixedWorld(emulator, data, graph, hub, tap, kept, arguments);
        await world.ConnectAsync();
        await world.People.GreetAsync();
        await world.Emulated.IdleAsync();
        return world;
    }

    /// <summary>Everybody begins to write and goes on until <see cref="QuietAsync"/>.</summary>
    public async Task BeginAsync(int seed)
    {
        var bot = await KeyAsync("bot");
        var notifier = await KeyAsync("notifier");
        _acting.Add(People.WriteAsync(seed, _stop.Token));
        _acting.Add(People.AnswerAsync(seed + 1, _stop.Token));
        for (var n = 0; n < 3; n++)
        {
            _acting.Add(Programs.SendAsync(notifier, Programs.ByV1Async, seed + 10 + n, _stop.Token));
            _acting.Add(Programs.SendAsync(bot, Programs.ByDropInAsync, seed + 20 + n, _stop.Token));
            _acting.Add(Programs.SendAsync(notifier, Programs.OnceAsync, seed + 30 + n, _stop.Token));
        }
    }

    /// <summary>Kills the hub without warning.</summary>
    public async Task KillAsync()
    {
        await Hub.KillAsync();
        await Hub.DisposeAsync();
    }

    /// <summary>Starts it again; returns when it is ready.</summary>
    public async Task RestartAsync() => Hub = await TandemProcess.StartAsync(_hubArguments);

    /// <summary>Starts it again and kills it while it starts.</summary>
    public Task RestartInVainAsync(TimeSpan after) => TandemProcess.RunForAsync(after, _hubArguments);

    /// <summary>Nobody writes any more; returns when nothing is under way.</summary>
    public async Task QuietAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_acting);
        using var hub = new HubClient(Hub.Hub, OwnerKey);
        await Until.FoundAsync(() => AtRestAsync(hub), TimeSpan.FromSeconds(120), "nothing under way");
    }

    /// <summary>What so many processes decided, one decides again: the same rows. Stops the hub.</summary>
    public async Task ReplayAsync(ITestOutputHelper output)
    {
        await Hub.StopAsync();
        var (code, said) = await TandemProcess.RunAsync(["replay", .. _storage]);
        output.WriteLine(said);
        Assert.Equal(0, code);
        Assert.EndsWith("rows compared: the same", said);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Hub.DisposeAsync();
        await Tap.DisposeAsync();
        await Graph.DisposeAsync();
        await _emulator.DisposeAsync();
        Programs.Dispose();
        _http.Dispose();
        _stop.Dispose();
        _data.Dispose();
    }

    // Meta's waits between attempts, and its limits on sends, are not what is tried here: both would only take time.
    private static string World(int seed) =>
        $$"""
        seed: {{seed}}
        accounts:
          - app_id: 634974688087057
            app_secret: {{Secret}}
            waba_id: {{Waba}}
            access_token: EAAGmixed
            numbers:
              - {phone_number_id: {{Number}}, display_phone_number: +1 555-078-3881, verified_name: Shop}
        switches:
          retry_waits: [0.3, 0.5, 1, 1]
          messages_per_second: null
          pair_burst: null
          read_after: {min: 0.2, max: 1.5}
        """;

    private async Task ConnectAsync()
    {
        using var hub = new HubClient(Hub.Hub, OwnerKey);
        var registered = await hub.PostAsync("/v1/numbers", new JsonObject
        {
            ["phone_number_id"] = Number,
            ["waba_id"] = Waba,
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = "EAAGmixed",
            ["app_secret"] = Secret,
            ["app_id"] = "634974688087057",
            ["graph_base_url"] = Graph.Url,
            ["mode"] = "guard",
            ["echo_hold_seconds"] = 3,
            ["unknown_silence_seconds"] = 60,
            ["messages_per_second"] = 1_000,
        });
        await Emulated.PutAsync($"accounts/{Waba}/webhook", new()
        {
            ["callback_url"] = Tap.Callback,
            ["verify_token"] = (string?)registered["webhook"]!["verify_token"],
        });
    }

    private async Task<string> KeyAsync(string role)
    {
        using var hub = new HubClient(Hub.Hub, OwnerKey);
        var made = await hub.PostAsync("/v1/keys", new JsonObject
        {
            ["sender"] = $"a {role}",
            ["role"] = role,
            ["numbers"] = new JsonArray(Number),
            ["scopes"] = new JsonArray("read", "send"),
        });
        return (string)made["key"]!;
    }

    // The platform first: what it still has to tell would move the hub's ledger again.
    private async Task<object?> AtRestAsync(HubClient hub)
    {
        await Emulated.IdleAsync();
        var ledger = await hub.GetAsync($"/v1/numbers/{Number}/ledger");
        var queue = await hub.ListAsync($"/v1/numbers/{Number}/queue");
        return (long)ledger["pending"]! == 0 && queue.TrueForAll(send => (string?)send["state"] == "unknown")
            ? ledger
            : null;
    }
}
