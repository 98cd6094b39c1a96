using System.Globalization;
using Tandem.Drills.Running;
using Tandem.Engine.Registry;

namespace Tandem.Drills.Worlds;

/// <summary>Where the hub runs: at most one process in good days, none after a crash, two when one hangs on.</summary>
internal sealed class HubSite(World world)
{
    private readonly List<HubProcess> _processes = [];
    private int _started;
    private bool _isStarting;

    /// <summary>How many processes there were so far.</summary>
    public int Started => _started;

    /// <summary>Processes that still run, oldest first.</summary>
    public IReadOnlyList<HubProcess> Alive => _processes;

    public bool IsDiskFull { get; private set; }

    /// <summary>The clock of the machine.</summary>
    public WallClock Clock { get; } = new(world.Time);

    /// <summary>Registers the numbers and starts the first process.</summary>
    public void Begin() => _ = BeginAsync();

    /// <summary>One process that serves; null while none does.</summary>
    public HubProcess? Serving => _processes.FindLast(process => process.IsServing);

    /// <summary>A webhook arrives.</summary>
    /// <returns>The HTTP status; null: no answer.</returns>
    public async Task<int?> PostWebhookAsync(ReadOnlyMemory<byte> body, string? signature, string subject)
    {
        // While two run, a load balancer would still send some requests to the old one.
        var process = _processes.Find(one => one.IsServing && one.IsOld) is { } old && world.Time.Now.Second % 2 == 0
            ? old
            : Serving;
        return process is null ? null : await process.TakeWebhookAsync(body, signature, subject);
    }

    /// <summary>A process ends, and another is started after a while.</summary>
    public void Crash(HubProcess process, string why, TimeSpan? down = null)
    {
        if (!process.IsAlive)
            return;

        world.Trace.Note("hub dies", $"{process.Name}: {why}");
        process.Die();
        _processes.Remove(process);
        if (_processes.Count == 0)
            StartAfter(down ?? (world.Weather.Strikes(FaultSite.ProcessStaysAway, process.Name)
                ? world.Weather.Delay(60_000, 7_200_000)
                : world.Weather.Delay(300, 20_000)));
    }

    /// <summary>A second process starts while the first hangs on for a while.</summary>
    public void Overlap()
    {
        if (_processes is not [{ IsServing: true } old] || _isStarting)
            return;

        old.IsOld = true;
        StartProcess();
        world.Time.After(world.Weather.Delay(1_000, 30_000), () => Crash(old, "its time was over"));
    }

    /// <summary>The disk is full for a while.</summary>
    public void FillDisk()
    {
        SetDiskFull(true);
        world.Time.After(world.Weather.Delay(500, 15_000), () => SetDiskFull(false));
    }

    /// <summary>The clock goes wrong by up to two minutes, and is set right after a while.</summary>
    public void SetClockWrong()
    {
        SetClock(world.Weather.Delay(-120_000, 120_000));
        world.Time.After(world.Weather.Delay(5_000, 1_200_000), () => SetClock(TimeSpan.Zero));
    }

    /// <summary>The storm is over: whatever is down comes up, whatever hangs ends.</summary>
    public void Recover()
    {
        SetDiskFull(false);
        SetClock(TimeSpan.Zero);
        foreach (var old in _processes.Where(process => process.IsOld).ToList())
            Crash(old, "the storm is over");
        StartIfNobodyDid();
    }

    private async Task BeginAsync()
    {
        var registry = new RegistrationBook(new Storing.MemoryStorage(world.Disk, Clock).Book);
        foreach (var number in world.Plan.Numbers)
        {
            await registry.PutNumberAsync(
                new NumberRegistration(number.PhoneNumberId, "")
                {
                    WabaId = Numbering.WabaId,
                    DisplayPhoneNumber = number.DisplayPhoneNumber,
                    VerifiedName = number.VerifiedName,
                    AppId = Numbering.AppId,
                    ProtectedToken = Numbering.Token,
                    GraphBaseUrl = Numbering.Graph,
                    IsGuarding = world.Plan.IsGuarding,
                    MessagesPerSecond = world.Plan.MessagesPerSecond,
                    HandBackWords = world.Plan.HasWords ? [PhoneTalk.HandBack] : null,
                    TakeOverWords = world.Plan.HasWords ? [PhoneTalk.TakeOver] : null,
                    AutomaticTexts = world.Plan.HasWords ? [PhoneTalk.Automatic] : null,
                    EchoHoldSeconds = (int)world.Plan.Hold.TotalSeconds,
                    VerifyToken = "drill",
                    RegisteredAt = Clock.Now,
                },
                new AppRegistration(Numbering.AppId, Numbering.AppSecret),
                CancellationToken.None);
        }

        await registry.PutNumberAsync(
            Numbering.OfAnotherApp,
            new AppRegistration(Numbering.OtherAppId, Numbering.OtherAppSecret),
            CancellationToken.None);
        await registry.PutKeyAsync(Callers.BotKey, CancellationToken.None);
        await registry.PutEndpointAsync(Bot.Endpoint, CancellationToken.None);
        StartProcess();
    }

    private void StartAfter(TimeSpan pause)
    {
        if (_isStarting)
            return;

        _isStarting = true;
        world.Time.After(pause, StartIfNobodyDid);
    }

    private void StartIfNobodyDid()
    {
        if (!_isStarting)
            return;

        _isStarting = false;
        StartProcess();
    }

    private void StartProcess()
    {
        var process = new HubProcess(world, $"p{(++_started).ToString(CultureInfo.InvariantCulture)}");
        process.Storage.IsFull = IsDiskFull;
        _processes.Add(process);
        world.Trace.Note("hub starts", process.Name);
        process.Begin();
    }

    private void SetClock(TimeSpan error)
    {
        Clock.Error = error;
        world.Trace.Note("clock", string.Create(CultureInfo.InvariantCulture, $"wrong by {error.TotalSeconds:0.0} s"));
    }

    private void SetDiskFull(bool isFull)
    {
        IsDiskFull = isFull;
        foreach (var process in _processes)
            process.Storage.IsFull = isFull;
        world.Trace.Note("disk", isFull ? "full" : "has room");
    }
}
