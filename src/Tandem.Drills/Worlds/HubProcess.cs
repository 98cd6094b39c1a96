using Tandem.Drills.Storing;
using Tandem.Engine.Agents;
using Tandem.Engine.Doors;
using Tandem.Engine.Feeds;
using Tandem.Engine.Intake;
using Tandem.Engine.Media;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Worlds;

/// <summary>
/// One life of the hub: intake, agents and doors over the disk, until it dies and forgets everything.
/// </summary>
internal sealed class HubProcess
{
    private readonly World _world;
    private readonly AgentPorts _ports;
    private readonly WebhookIntake _intake;
    private readonly AgentTurns _turns;
    private readonly List<Action> _calls = [];

    public HubProcess(World world, string name)
    {
        _world = world;
        Name = name;
        Storage = new MemoryStorage(world.Disk, world.Hub.Clock)
        {
            CutsPowerAt = CutsPowerAt,
            Schedule = Schedule,
            RefusesRead = () => world.Weather.Strikes(FaultSite.ReadRefused, name),
        };
        var storage = new WatchedStorage(Storage, world, this);
        var feed = new FeedSignal();
        _ports = new AgentPorts(
            storage,
            new RegistrationBook(storage.Book),
            new GraphLine(world, this),
            new BotLine(world, this),
            MediaLine.FilesOf(world, this),
            new MediaGate(MediaGate.DefaultMost),
            new OpenSecrets(),
            world.Hub.Clock,
            feed,
            "https://hub.drill",
            new SendWatch(),
            Numbering.Installation,
            name,
            owner => _turns!.Wake(owner));
        _turns = new AgentTurns(world, this, _ports);
        feed.Subscribe(() => _turns.Wake(Owner.Endpoint(Bot.Endpoint.Id)));
        _intake = new WebhookIntake(
            storage.Journal, _ports.Registry, _ports.Secrets, world.Hub.Clock, WebhookIntake.DefaultMaxBodyBytes,
                _turns.Wake);
        Door = new LocalDoor(_turns.Of, _ports);
        DropIn = new DropIn(Door, world.Hub.Clock, name);
    }

    public string Name { get; }

    public MemoryStorage Storage { get; }

    public INumberDoor Door { get; }

    public DropIn DropIn { get; }

    /// <summary>Not yet dead.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Started, and not yet dead.</summary>
    public bool IsServing { get; private set; }

    /// <summary>A newer process has been started beside it.</summary>
    public bool IsOld { get; set; }

    public void Begin() => _ = BeginAsync();

    /// <summary>Everything in memory is gone; who waited for an answer finds the connection reset.</summary>
    public void Die()
    {
        IsAlive = false;
        IsServing = false;
        Storage.Crash();
        foreach (var hangUp in _calls.ToArray())
            hangUp();
    }

    /// <summary>Takes a webhook as the hub's host does.</summary>
    /// <returns>The HTTP status; null: the process died first.</returns>
    public Task<int?> TakeWebhookAsync(ReadOnlyMemory<byte> body, string? signature, string subject) =>
        CallAsync<int?>(async () =>
        {
            var outcome = await _intake.ReceiveAsync(body, signature, CancellationToken.None);
            if (outcome == IntakeOutcome.Stored)
                _world.Witness.Acknowledged(body, subject);
            return outcome switch
            {
                IntakeOutcome.Stored => 200,
                IntakeOutcome.BadSignature => 401,
                IntakeOutcome.TooLarge => 413,
                _ => 503,
            };
        });

    /// <summary>A call that ends with its answer, or with null when the process dies or fails.</summary>
    public Task<T?> CallAsync<T>(Func<Task<T>> call)
    {
        var answer = new TaskCompletionSource<T?>();
        void HangUp() => answer.TrySetResult(default);
        _calls.Add(HangUp);
        _ = ForwardAsync();
        return answer.Task;

        async Task ForwardAsync()
        {
            try
            {
                var given = await call();
                if (IsAlive)
                    answer.TrySetResult(given);
            }
            catch (StorageBrokenException)
            {
                _world.Hub.Crash(this, "the disk failed");
            }
            catch (Exception refusal) when (refusal is JournalFullException
                or DecisionUnknownException or OperationCanceledException)
            {
                HangUp();
            }
            finally
            {
                _calls.Remove(HangUp);
            }
        }
    }

    private async Task BeginAsync()
    {
        try
        {
            await _intake.ReloadAppsAsync(CancellationToken.None);
            IsServing = IsAlive;
            _world.Trace.Note("hub serves", Name);
            await _turns.BeginAsync();
        }
        catch (JournalFullException)
        {
            _world.Hub.Crash(this, "the storage gave no answer at the start");
        }
        catch (StorageBrokenException)
        {
            _world.Hub.Crash(this, "the disk failed");
        }
    }

    private bool CutsPowerAt(StorageStep step)
    {
        if (!_world.Pump.IsHere("a storage call") || !_world.Weather.Strikes(FaultRates.SiteOf(step), Name))
            return false;

        _world.Time.After(TimeSpan.Zero, () => _world.Hub.Crash(this, $"power cut {step}"));
        return true;
    }

    private void Schedule(StorageStep step, Action go)
    {
        if (_world.Weather.Strikes(FaultSite.StorageSlow, $"{Name} {step}"))
            _world.Time.After(_world.Weather.Delay(0.1, 40), go);
        else
            go();
    }
}

/// <summary>Secrets as they are: what protects them is not part of the drill.</summary>
internal sealed class OpenSecrets : ISecrets
{
    public string Protect(string secret) => secret;

    public string Unprotect(string stored) => stored;
}
