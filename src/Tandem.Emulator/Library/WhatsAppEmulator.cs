using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Emulator;

/// <summary>
/// WhatsApp for tests: a Graph API on a free port, signed webhooks, customers, the owner's phone, faults, a clock, and
/// a ledger of what truly happened. The bot under test knows it only by its address, as it would know Meta.
/// <code>await using var whatsApp = await WhatsAppEmulator.StartAsync();</code>
/// Waiting is bounded by time-outs on the platform's clock, and ends when the emulator is disposed.
/// </summary>
public sealed class WhatsAppEmulator : IAsyncDisposable
{
    /// <summary>How long a wait lasts unless told otherwise, on the platform's clock.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(1);

    private const int MostToldOfATimeout = 10;
    private readonly EmulatorHost _host;

    private WhatsAppEmulator(EmulatorHost host)
    {
        _host = host;
        Clock = new(host);
    }

    /// <summary>Where the Graph API listens, without a slash at the end and without a version.</summary>
    public string Url => _host.Url;

    /// <summary>The account it started with: ids, access token and app secret.</summary>
    public AccountSetup Account => _host.Accounts[0];

    /// <summary>That account's number.</summary>
    public NumberSetup Number => Account.Numbers[0];

    /// <summary>The platform's clock.</summary>
    public EmulatedClock Clock { get; }

    /// <summary>The phone of the account's number.</summary>
    public EmulatedPhone Phone => PhoneOf(Number.PhoneNumberId);

    /// <summary>Starts an emulator and returns when it takes calls.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WhatsAppEmulator> StartAsync(WhatsAppEmulatorOptions? options = null)
    {
        options ??= new();
        return new(await EmulatorHost.StartAsync(new()
        {
            Port = options.Port,
            Seed = options.Seed,
            Time = options.Clock,
            Platform = options.Platform,
            AccessToken = "EAAG-test-token",
            AppSecret = "test-app-secret",
        }));
    }

    /// <summary>A customer, who comes to be on first use.</summary>
    /// <param name="name">A phone number, a BSUID or any name.</param>
    /// <param name="phoneNumberId">The business number written to; null: <see cref="Number"/>.</param>
    public EmulatedCustomer Customer(string name, string? phoneNumberId = null) =>
        new(_host, name, phoneNumberId ?? Number.PhoneNumberId);

    /// <summary>The owner's phone of a number.</summary>
    /// <param name="phoneNumberId">Graph id or digits.</param>
    public EmulatedPhone PhoneOf(string phoneNumberId) => new(_host, phoneNumberId);

    /// <summary>Sets where webhooks go, after the callback answered the GET challenge.</summary>
    /// <param name="callbackUrl">The bot's webhook address.</param>
    /// <param name="verifyToken">What it expects in the challenge.</param>
    /// <param name="handler">Takes what goes to that address instead of the network, for example the handler of an
    /// ASP.NET Core TestServer; null: a connection.</param>
    /// <exception cref="ActRefusedException">The callback did not agree.</exception>
    public Task ConnectAsync(Uri callbackUrl, string verifyToken, HttpMessageHandler? handler = null)
    {
        if (handler is not null)
            _host.Postman.Route(callbackUrl, handler);
        return _host.ActAsync(id => new PlatformInput.ConfigureWebhook(
            id, Account.WabaId, callbackUrl.OriginalString, verifyToken));
    }

    /// <summary>Lets something go wrong each time, until the result is disposed.</summary>
    /// <param name="kind">One of <see cref="FaultKinds"/>.</param>
    public Task<EmulatedFault> FaultAsync(string kind) => FaultAsync(new FaultSetup { Kind = kind });

    /// <summary>Lets something go wrong, by chance or for a while, until the result is disposed.</summary>
    public async Task<EmulatedFault> FaultAsync(FaultSetup fault) =>
        new(_host, await _host.ActAsync(id => new PlatformInput.AddFault(id, fault)));

    /// <summary>Changes how the platform behaves from now on.</summary>
    /// <param name="change">For example <c>options => options with { ReadChance = 0 }</c>.</param>
    public Task SwitchAsync(Func<PlatformOptions, PlatformOptions> change) => _host.Mailbox.DoAsync(
        world => world.Act(id => new PlatformInput.SetOptions(id, change(world.Mind.Options))));

    /// <summary>What truly happened, oldest first.</summary>
    /// <param name="filter">Which lines; null: all.</param>
    public async Task<IReadOnlyList<LedgerLine>> LedgerAsync(LedgerFilter? filter = null)
    {
        var named = await _host.Mailbox.ReadAsync(mind => (filter ?? new()).Named(mind));
        return _host.Ledger.Read(0, int.MaxValue, named.Matches);
    }

    /// <summary>Webhooks under way and the latest settled ones, newest first.</summary>
    public Task<IReadOnlyList<DeliveryView>> DeliveriesAsync() => _host.Mailbox.ReadAsync(mind => mind.Deliveries);

    /// <summary>Waits for lines of the ledger; virtual time moves until then.</summary>
    /// <param name="filter">Which lines.</param>
    /// <param name="count">How many.</param>
    /// <param name="timeout">For how long, on the platform's clock; null: <see cref="UsualTimeout"/>.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="TimeoutException">They did not come; says what came instead.</exception>
    public async Task<IReadOnlyList<LedgerLine>> WaitAsync(
        LedgerFilter filter, int count = 1, TimeSpan? timeout = null)
    {
        var waiting = new LedgerWait(_host.Ledger, filter, after: 0, count);
        var patience = timeout ?? UsualTimeout;
        if (await _host.Mailbox.WaitAsync(world => waiting.Begin(world, patience), CancellationToken.None))
            return waiting.Lines;
        var last = _host.Ledger.Read(Math.Max(0, _host.Ledger.Count - MostToldOfATimeout), int.MaxValue, _ => true);
        throw new TimeoutException(
            $"{waiting.Lines.Count} of {count} lines came that match {filter}. The last things that happened: "
            + string.Join("; ", last.Select(
                line => $"{line.At:HH:mm:ss.fff} {line.Kind} {line.Evidence.Status ?? line.Evidence.Type}")));
    }

    /// <summary>Waits until nothing is under way: no webhook, no status, no call; virtual time moves until
    /// then.</summary>
    /// <param name="timeout">For how long, on the platform's clock; null: <see cref="UsualTimeout"/>.</param>
    /// <exception cref="TimeoutException">Something still is.</exception>
    public async Task IdleAsync(TimeSpan? timeout = null)
    {
        var waiting = new LedgerWait(_host.Ledger);
        var patience = timeout ?? UsualTimeout;
        if (await _host.Mailbox.WaitAsync(world => waiting.Begin(world, patience), CancellationToken.None))
            return;
        var open = (await DeliveriesAsync()).Count(delivery => delivery.State is "waiting" or "posted");
        throw new TimeoutException($"The platform is not idle: {open} webhooks are under way.");
    }

    /// <summary>Names the world as it is now.</summary>
    public Task SnapshotAsync(string name) => _host.Mailbox.DoAsync(world => world.KeepSnapshot(name));

    /// <summary>Makes the world what it was at a snapshot.</summary>
    /// <exception cref="ActRefusedException">There is no such snapshot.</exception>
    public async Task RestoreAsync(string name) =>
        await (await _host.Mailbox.DoAsync(world => world.Restore(name)) ?? throw new ActRefusedException(new(
            "name", "it names a snapshot", "take one first with SnapshotAsync", NotFound: true)));

    /// <summary>Begins a new world with the account it started with; its callback has to be connected again.</summary>
    /// <param name="seed">Its seed; null: the same one, so that ids repeat.</param>
    public Task ResetAsync(ulong? seed = null) => _host.Mailbox.DoAsync(world =>
    {
        world.Reset(seed);
        return true;
    });

    /// <summary>Stops it and forgets everything.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
