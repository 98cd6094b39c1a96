using System.Text;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Security;
using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Drills.Storing;
using Tandem.Engine.Agents;
using Tandem.Engine.Doors;
using Tandem.Engine.Feeds;
using Tandem.Engine.Intake;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Tests;

/// <summary>A hub without HTTP on a store in memory: the test gives it webhooks, turns and time.</summary>
internal sealed class TestHub
{
    public const string PhoneNumberId = "106540352242922";
    public const string WabaId = "102290129340398";
    public const string Secret = "the app's secret";

    private readonly MemoryStorage _storage;
    private readonly SortedDictionary<string, IAgent> _agents = new(StringComparer.Ordinal);
    private readonly List<Owner> _woken = [];

    private TestHub(MemoryDisk disk, TestClock clock, string process, FakeGraph graph, FakeEndpoints endpoints)
    {
        Disk = disk;
        Clock = clock;
        Graph = graph;
        Endpoints = endpoints;
        _storage = new MemoryStorage(disk, clock);
        Registry = new RegistrationBook(_storage.Book);
        Ports = new AgentPorts(
            _storage, Registry, graph, endpoints, new PlainSecrets(), clock, new FeedSignal(), "https://hub.example",
            new SendWatch(), "inst", process, owner => _woken.Add(owner));
        Door = new LocalDoor(number => (NumberAgent)AgentOf(Owner.Number(number)), Ports);
        Intake = new WebhookIntake(
            _storage.Journal, Registry, Ports.Secrets, clock, WebhookIntake.DefaultMaxBodyBytes, _woken.Add);
        Reader = new Reader(_storage.Book, _storage.Journal, clock);
    }

    public MemoryDisk Disk { get; }

    public TestClock Clock { get; }

    public FakeGraph Graph { get; }

    public FakeEndpoints Endpoints { get; }

    public RegistrationBook Registry { get; }

    public AgentPorts Ports { get; }

    public INumberDoor Door { get; }

    public WebhookIntake Intake { get; }

    public Reader Reader { get; }

    public MemoryStorage Storage => _storage;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A hub with one registered number.</summary>
    public static async Task<TestHub> StartAsync(bool isGuarding = true)
    {
        var hub = new TestHub(new MemoryDisk(), new TestClock(), "p1", new FakeGraph(), new FakeEndpoints());
        await hub.RegisterAsync(PhoneNumberId, isGuarding);
        return hub;
    }

    /// <summary>The same disk under a new process, as after a crash.</summary>
    public async Task<TestHub> RestartAsync(string process)
    {
        _storage.Crash();
        var next = new TestHub(Disk, Clock, process, new FakeGraph(), Endpoints);
        await next.Intake.ReloadAppsAsync(Ct);
        return next;
    }

    public async Task RegisterAsync(string phoneNumberId, bool isGuarding = true)
    {
        var number = new NumberRegistration(phoneNumberId, Short: "")
        {
            WabaId = WabaId,
            DisplayPhoneNumber = "+1 555-078-3881",
            AppId = "app",
            ProtectedToken = "token",
            GraphBaseUrl = "https://graph.example",
            IsGuarding = isGuarding,
            VerifyToken = "verify",
        };
        await Registry.PutNumberAsync(number, new AppRegistration("app", Secret), Ct);
        await Intake.ReloadAppsAsync(Ct);
    }

    /// <summary>Posts a webhook, signed.</summary>
    public async Task<IntakeOutcome> PostAsync(byte[] body) => await Intake.ReceiveAsync(
        body, WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(Secret)), Ct);

    public Task<IntakeOutcome> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    /// <summary>Gives every owner with work its turns until all rest.</summary>
    public async Task SettleAsync()
    {
        for (var rounds = 0; rounds < 1_000; rounds++)
        {
            var busy = await _storage.Journal.ReadBusyOwnersAsync(Ct);
            var owners = busy.Concat(_woken).Distinct().ToList();
            _woken.Clear();
            var isMoving = false;
            foreach (var owner in owners)
            {
                while ((await AgentOf(owner).TurnAsync(Ct)).HasMore)
                    isMoving = true;
            }

            if (!isMoving && _woken.Count == 0)
                return;
        }

        throw new TimeoutException("The hub does not come to rest.");
    }

    /// <summary>One turn of the number, after time has passed.</summary>
    public async Task TurnAsync()
    {
        _woken.Add(Owner.Number(PhoneNumberId));
        await SettleAsync();
    }

    /// <summary>Runs what needs turns to complete, such as asking for a send.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await SettleAsync();
        return await task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    public Task<Send> AskAsync(
        SendLane lane, string to, string text, string sender = "bot-1") => RunAsync(Door.AskAsync(
        PhoneNumberId,
        new SendDraft(
            new Domain.Identity.PeerKeys(to, null, null), lane, sender, "messages", "text",
            $$$"""{"messaging_product":"whatsapp","to":"{{{to}}}","type":"text","text":{"body":"{{{text}}}"}}""",
            CallerMark: null, IdempotencyKey: null, Waiter: null, ExpiresAt: null, RepliesTo: null),
        Ct));

    /// <summary>The agent of an owner.</summary>
    public IAgent AgentOf(Owner owner)
    {
        if (!_agents.TryGetValue(owner.Value, out var agent))
        {
            _agents[owner.Value] = agent = owner.Family switch
            {
                "number" => new NumberAgent(owner.Id, Ports),
                "endpoint" => new EndpointAgent(owner.Id, Ports),
                _ => new AccountAgent(owner, Ports),
            };
        }

        return agent;
    }
}

/// <summary>A clock that only the test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>A Graph that answers as the test says, and remembers what reached it.</summary>
internal sealed class FakeGraph : IGraphWire
{
    private readonly List<(GraphCall Call, TaskCompletionSource<GraphAnswer> Answer)> _open = [];

    public List<GraphCall> Calls { get; } = [];

    /// <summary>Answers at once with a new wamid, unless the test answers itself.</summary>
    public bool AnswersItself { get; set; } = true;

    public Task<GraphAnswer> ExchangeAsync(GraphRoute route, GraphCall call, CancellationToken ct)
    {
        Calls.Add(call);
        if (AnswersItself)
            return Task.FromResult(Accepted($"wamid.sent{Calls.Count}", "16505551234"));
        var answer = new TaskCompletionSource<GraphAnswer>();
        _open.Add((call, answer));
        return answer.Task;
    }

    /// <summary>Answers the oldest open call.</summary>
    public void Answer(GraphAnswer answer) => Take().TrySetResult(answer);

    /// <summary>The oldest open call never gets an answer.</summary>
    public void Lose(bool hasLeft = true) =>
        Take().TrySetException(new GraphUnreachableException("lost by the test", hasLeft));

    public static GraphAnswer Accepted(string wamid, string waId) => new(200, [], Encoding.UTF8.GetBytes($$$"""
        {"messaging_product":"whatsapp","contacts":[{"input":"{{{waId}}}","wa_id":"{{{waId}}}"}],
        "messages":[{"id":"{{{wamid}}}"}]}
        """));

    private TaskCompletionSource<GraphAnswer> Take()
    {
        var (_, answer) = _open[0];
        _open.RemoveAt(0);
        return answer;
    }
}

/// <summary>Endpoints that answer as the test says.</summary>
internal sealed class FakeEndpoints : IEndpointWire
{
    public List<(string Url, string Body)> Posts { get; } = [];

    public Func<string, int?> Answers { get; set; } = _ => 200;

    public Task<int?> PostAsync(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        Posts.Add((url, text));
        return Task.FromResult(Answers(text));
    }
}

/// <summary>Secrets as they are.</summary>
internal sealed class PlainSecrets : ISecrets
{
    public string Protect(string secret) => secret;

    public string Unprotect(string stored) => stored;
}
