using System.Text;
using Tandem.CloudApi.Security;
using Tandem.Drills.Running;
using Tandem.Drills.Storing;
using Tandem.Engine.Agents;
using Tandem.Engine.Doors;
using Tandem.Engine.Feeds;
using Tandem.Engine.Intake;
using Tandem.Engine.Media;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Tests.Running;

/// <summary>A hub without HTTP on a store in memory: the test gives it webhooks, callers and time.</summary>
internal sealed class TestHub
{
    public const string PhoneNumberId = "106540352242922";
    public const string WabaId = "102290129340398";
    public const string Secret = "the app's secret";
    public const string Customer = "16505551234";

    private readonly SortedDictionary<string, IAgent> _agents = new(StringComparer.Ordinal);
    private readonly List<Owner> _woken = [];
    private readonly Dictionary<Owner, DateTimeOffset> _resting = [];
    private readonly Stage? _stage;

    private TestHub(MemoryDisk disk, VirtualTime time, string process, FakeGraph graph, FakeEndpoints endpoints,
        FakeMedia media, Stage? stage)
    {
        _stage = stage;
        Time = time;
        Graph = graph;
        Endpoints = endpoints;
        Media = media;
        graph.Media = media;
        Storage = new MemoryStorage(disk, time);
        Registry = new RegistrationBook(Storage.Book);
        Ports = new AgentPorts(
            Storage, Registry, graph, endpoints, new MemoryMedia(media.Disk, time, media.DownloadAsync),
            new MediaGate(MediaGate.DefaultMost), new PlainSecrets(), time, new FeedSignal(), "https://hub.example",
            new SendWatch(), "inst", process, Wake);
        Ports.Feed.Subscribe(() => _agents.Keys.Where(owner => owner.StartsWith("endpoint", StringComparison.Ordinal))
            .ToList().ForEach(owner => Wake(new Owner(owner))));
        Door = new LocalDoor(AgentOf, Ports);
        DropIn = new DropIn(Door, time, process);
        Intake = new WebhookIntake(
            Storage.Journal, Registry, Ports.Secrets, time, WebhookIntake.DefaultMaxBodyBytes, Wake);
        Reader = new Reader(Storage.Book, Storage.Journal, time);
        stage?.Enter(this);
    }

    public VirtualTime Time { get; }

    public FakeGraph Graph { get; }

    public FakeEndpoints Endpoints { get; }

    public FakeMedia Media { get; }

    public MemoryStorage Storage { get; }

    public RegistrationBook Registry { get; }

    public AgentPorts Ports { get; }

    public INumberDoor Door { get; }

    public DropIn DropIn { get; }

    public WebhookIntake Intake { get; }

    public Reader Reader { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A hub with one registered number.</summary>
    public static async Task<TestHub> StartAsync(bool isGuarding = true, Stage? stage = null)
    {
        var time = stage?.Time ?? new VirtualTime(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000));
        var hub = new TestHub(
            new MemoryDisk(), time, "p1", new FakeGraph(), new FakeEndpoints(), new FakeMedia(), stage);
        var number = new NumberRegistration(PhoneNumberId, Short: "")
        {
            WabaId = WabaId,
            DisplayPhoneNumber = "+1 555-078-3881",
            AppId = "app",
            ProtectedToken = "token",
            GraphBaseUrl = "https://graph.example",
            IsGuarding = isGuarding,
            VerifyToken = "verify",
        };
        await hub.Registry.PutNumberAsync(number, new AppRegistration("app", Secret), Ct);
        await hub.Intake.ReloadAppsAsync(Ct);
        return hub;
    }

    /// <summary>Another process on the same disk; the same Graph behind it only if this one lives on.</summary>
    public async Task<TestHub> StartBesideAsync(string process, FakeGraph? graph = null)
    {
        var next = new TestHub(Storage.Disk, Time, process, graph ?? Graph, Endpoints, Media, _stage);
        await next.Intake.ReloadAppsAsync(Ct);
        next.Wake(Owner.Number(PhoneNumberId));
        foreach (var endpoint in await next.Registry.EndpointsAsync(Ct))
            next.Wake(Owner.Endpoint(endpoint.Id));
        return next;
    }

    /// <summary>The same disk under a new process, as after a crash; nothing of the old one ever goes on.</summary>
    public async Task<TestHub> RestartAsync(string process)
    {
        var next = await StartBesideAsync(process, new FakeGraph());
        Storage.Crash();
        _stage?.Leave(this);
        return next;
    }

    /// <summary>The drop-in, but its caller is gone as soon as it looks for what was stored.</summary>
    public DropIn DropInThatHangsUp(CancellationTokenSource line) => new(
        new LocalDoor(AgentOf, Ports with { Storage = new CutLine(Storage, line) }), Time, Ports.Process);

    /// <summary>Posts a webhook, signed.</summary>
    public async Task<IntakeOutcome> PostAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return await Intake.ReceiveAsync(bytes, WebhookSignature.Sign(bytes, Encoding.UTF8.GetBytes(Secret)), Ct);
    }

    /// <summary>Posts a webhook and lets everybody deal with it.</summary>
    public async Task TellAsync(string body)
    {
        Assert.Equal(IntakeOutcome.Stored, await PostAsync(body));
        await RestAsync();
    }

    /// <summary>Everything that can happen now happens; time stands still.</summary>
    public Task RestAsync() => _stage?.RestAsync() ?? Task.CompletedTask;

    /// <summary>Time passes, and what comes due in it happens.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Task.Delay(time, Time, Ct);
        await RestAsync();
    }

    /// <summary>Gives owners their turns until all rest: for tests that play without a stage.</summary>
    public void Settle()
    {
        while (TakeTurn())
        {
        }
    }

    /// <summary>One turn of an owner that wants one.</summary>
    /// <returns>false if none does.</returns>
    public bool TakeTurn()
    {
        if (_woken.Count == 0 || Storage.IsPowerCut)
            return false;

        var owner = _woken[0];
        _woken.RemoveAll(one => one == owner);
        try
        {
            var taking = AgentOf(owner).TurnAsync(Ct); // the store never keeps it waiting, unless its power is cut
            if (!taking.IsCompleted && Storage.IsPowerCut)
                return true;

            var turn = taking.GetAwaiter().GetResult();
            if (turn.HasMore)
                Wake(owner);
            if (turn.WakeAt is { } due)
                Time.After(due - Time.Now + TimeSpan.FromMilliseconds(1), () => Wake(owner));
        }
        catch (StaleOwnerException)
        {
            Rest(owner, TimeSpan.FromSeconds(30)); // as the hub's host does
        }
        catch (JournalFullException)
        {
            Rest(owner, TimeSpan.FromSeconds(1));
        }

        return true;
    }

    public void Wake(Owner owner)
    {
        if (!(_resting.GetValueOrDefault(owner) > Time.Now))
            _woken.Add(owner);
    }

    private void Rest(Owner owner, TimeSpan time)
    {
        _woken.RemoveAll(one => one == owner);
        _resting[owner] = Time.Now + time;
        Time.After(time, () => Wake(owner));
    }

    /// <summary>Registers an outgoing webhook and the key it is bound to.</summary>
    public async Task RegisterEndpointAsync(
        string id, ApiKeyRegistration key, string secret = "theirs", IReadOnlyList<string>? fields = null)
    {
        await Registry.PutKeyAsync(key, Ct);
        await Registry.PutEndpointAsync(
            new EndpointRegistration(id)
            {
                Url = $"https://{id}.example/hook",
                VerifyToken = "verify",
                ProtectedSecret = secret,
                Format = "meta",
                KeyId = key.Id,
                Fields = fields,
                StartCursor = await Reader.Feed.EndAsync(Ct),
            },
            Ct);
        Wake(Owner.Endpoint(id));
        await RestAsync();
    }

    /// <summary>The agent of an owner.</summary>
    public IAgent AgentOf(Owner owner)
    {
        if (!_agents.TryGetValue(owner.Value, out var agent))
            _agents[owner.Value] = agent = AgentChoice.Of(owner, Ports);

        return agent;
    }
}
