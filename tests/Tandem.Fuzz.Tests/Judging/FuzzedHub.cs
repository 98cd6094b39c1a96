using Tandem.CloudApi.Graph;
using Tandem.Domain.Media;
using Tandem.Drills.Running;
using Tandem.Drills.Storing;
using Tandem.Engine.Agents;
using Tandem.Engine.Feeds;
using Tandem.Engine.Intake;
using Tandem.Engine.Media;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;
using Tandem.Engine.Wire;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests.Judging;

/// <summary>A hub without HTTP on a store in memory, with both numbers and a bot's endpoint: what an input goes through
/// after its 200.</summary>
internal sealed class FuzzedHub : IGraphWire, IEndpointWire, ISecrets
{
    private readonly SortedDictionary<string, IAgent> _agents = new(StringComparer.Ordinal);
    private readonly List<Owner> _woken = [];
    private readonly MemoryStorage _storage;
    private readonly AgentPorts _ports;

    private FuzzedHub()
    {
        var time = new VirtualTime(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));
        _storage = new MemoryStorage(new MemoryDisk(), time);
        Registry = new RegistrationBook(_storage.Book);
        _ports = new AgentPorts(
            _storage, Registry, this, this, new MemoryMedia(new MediaDisk(), time, NothingAsync),
            new MediaGate(MediaGate.DefaultMost), this, time, new FeedSignal(), "https://hub.example", new SendWatch(),
            "inst", "p1", Wake);
        _ports.Feed.Subscribe(() => Wake(Owner.Endpoint("bot")));
        Intake = new WebhookIntake(
            _storage.Journal, Registry, this, time, WebhookIntake.DefaultMaxBodyBytes, Wake);
    }

    public RegistrationBook Registry { get; }

    public WebhookIntake Intake { get; }

    public IStorage Storage => _storage;

    public MemoryDisk Disk => _storage.Disk;

    public static async Task<FuzzedHub> StartAsync()
    {
        var hub = new FuzzedHub();
        await RegisterAsync(hub.Registry, hub);
        var key = new ApiKeyRegistration("bot", "hash")
        {
            Sender = "bot",
            Role = "bot",
            Numbers = null,
            Scopes = ["read", "send"],
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await hub.Registry.PutKeyAsync(key, CancellationToken.None);
        await hub.Registry.PutEndpointAsync(
            new EndpointRegistration("bot")
            {
                Url = "https://bot.example/hook",
                VerifyToken = "verify",
                ProtectedSecret = "theirs",
                Format = "meta",
                KeyId = key.Id,
            },
            CancellationToken.None);
        await hub.Intake.ReloadAppsAsync(CancellationToken.None);
        return hub;
    }

    /// <summary>Registers both numbers.</summary>
    public static async Task RegisterAsync(RegistrationBook registry, ISecrets secrets)
    {
        foreach (var shop in Mill.Shops)
        {
            var number = new NumberRegistration(shop.PhoneNumberId, Short: "")
            {
                WabaId = shop.WabaId,
                DisplayPhoneNumber = shop.Digits,
                AppId = shop.AppId,
                ProtectedToken = secrets.Protect("token"),
                GraphBaseUrl = "https://graph.example",
                IsGuarding = true,
                VerifyToken = "verify",
            };
            var secret = secrets.Protect(System.Text.Encoding.UTF8.GetString(shop.Secret));
            await registry.PutNumberAsync(number, new AppRegistration(shop.AppId, secret), CancellationToken.None);
        }
    }

    /// <summary>Everybody takes turns until none wants one.</summary>
    public async Task SettleAsync()
    {
        while (_woken.Count > 0)
        {
            var owner = _woken[0];
            _woken.RemoveAll(one => one == owner);
            var turn = await AgentOf(owner).TurnAsync(CancellationToken.None);
            if (turn.HasMore)
                Wake(owner);
        }
    }

    private static Task<(byte[]? Bytes, MediaFault? Fault)> NothingAsync(GraphRoute route, string address) =>
        Task.FromResult<(byte[]?, MediaFault?)>((null, MediaFault.NoAnswer));

    public Task<GraphAnswer> ExchangeAsync(GraphRoute route, GraphCall call, CancellationToken ct) =>
        throw new GraphUnreachableException("nobody is there", hasLeft: false);

    public Task<int?> PostAsync(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        using var readable = System.Text.Json.JsonDocument.Parse(body); // whatever came in, what goes out is JSON
        return Task.FromResult<int?>(200);
    }

    public string Protect(string secret) => secret;

    public string Unprotect(string stored) => stored;

    private void Wake(Owner owner) => _woken.Add(owner);

    private IAgent AgentOf(Owner owner)
    {
        if (!_agents.TryGetValue(owner.Value, out var agent))
            _agents[owner.Value] = agent = AgentChoice.Of(owner, _ports);

        return agent;
    }
}
