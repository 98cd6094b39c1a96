using Tandem.Engine.Agents;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Worlds;

/// <summary>
/// Gives each owner its turns, as the hub's host does: one at a time, when woken, when due, and by a sweep.
/// </summary>
internal sealed class AgentTurns(World world, HubProcess process, AgentPorts ports)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepInTheQuietEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RestAfterSteppingDown = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>Wakes all that may have something to do, and goes on doing so.</summary>
    public async Task BeginAsync()
    {
        foreach (var number in world.Plan.Numbers)
            Wake(Owner.Number(number.PhoneNumberId));
        Wake(Owner.Endpoint(Bot.Endpoint.Id));
        await SweepAsync();
    }

    public IAgent Of(Owner owner) => SlotOf(owner).Agent;

    /// <summary>Asks for a turn.</summary>
    public void Wake(Owner owner)
    {
        if (!process.IsAlive || !world.Pump.IsHere("a wake-up"))
            return;

        var slot = SlotOf(owner);
        if (slot.RestsUntil > world.Time.Now)
            return; // its turn is set
        if (slot.IsRunning)
        {
            slot.IsWokenAgain = true;
        }
        else if (!slot.IsDue)
        {
            slot.IsDue = true;
            var delay = world.Weather.Strikes(FaultSite.TurnLate, $"{process.Name} {owner}")
                ? world.Weather.Delay(10, 3_000)
                : world.Weather.Delay(0, 2);
            world.Time.After(delay, () => _ = TurnAsync(slot));
        }
    }

    private async Task TurnAsync(Slot slot)
    {
        slot.IsDue = false;
        if (!process.IsAlive)
            return;

        slot.IsRunning = true;
        slot.IsWokenAgain = false;
        try
        {
            world.Witness.TurnBegins(process.Name, slot.Owner);
            var result = await slot.Agent.TurnAsync(CancellationToken.None);
            slot.IsRunning = false;
            if (result.HasMore || slot.IsWokenAgain)
                Wake(slot.Owner);
            if (result.WakeAt is { } due)
                WakeAt(slot, due);
        }
        catch (StaleOwnerException)
        {
            world.Trace.Note("steps down", $"{process.Name} {slot.Owner}");
            slot.IsRunning = false;
            slot.RestsUntil = world.Time.Now + RestAfterSteppingDown;
            world.Time.After(RestAfterSteppingDown, () => Wake(slot.Owner));
        }
        catch (StorageBrokenException)
        {
            world.Hub.Crash(process, "the disk failed");
        }
        catch (JournalFullException)
        {
            slot.IsRunning = false;
            world.Time.After(TimeSpan.FromMilliseconds(500), () => Wake(slot.Owner));
        }
        catch (Exception broken)
        {
            world.Witness.Threw($"a turn of {slot.Owner}", broken);
            slot.IsRunning = false;
        }
    }

    // One timer per owner: a due time that is nearer replaces the armed one.
    private void WakeAt(Slot slot, DateTimeOffset due)
    {
        if (slot.Timer is not null && slot.TimerDue <= due && slot.TimerDue > world.Hub.Clock.Now)
            return;

        slot.Timer?.Dispose();
        slot.TimerDue = due;
        var delay = due - world.Hub.Clock.Now;
        slot.Timer = world.Time.CreateTimer(
            _ => IsDue(slot), null, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    // By a clock that was set back meanwhile it is not yet: the turn says so, and is woken again.
    private void IsDue(Slot slot)
    {
        slot.Timer = null;
        Wake(slot.Owner);
    }

    private async Task SweepAsync()
    {
        foreach (var owner in await ports.Journal.ReadBusyOwnersAsync(CancellationToken.None))
            Wake(owner);
        if (process.IsAlive && (world.Weather.IsStormy || world.Disk.UndoneDeliveries > 0))
            world.Time.After(SweepPause(), () => _ = SweepAgainAsync());
    }

    // In the quiet of a night nothing is found but what somebody was woken for already.
    private TimeSpan SweepPause() =>
        world.Disk.UndoneDeliveries > 0 || world.Calendar.IsBusy(world.Time.Now) ? SweepEvery : SweepInTheQuietEvery;

    private async Task SweepAgainAsync()
    {
        if (!process.IsAlive)
            return;

        try
        {
            await SweepAsync();
        }
        catch (StorageBrokenException)
        {
            world.Hub.Crash(process, "the disk failed");
        }
    }

    private Slot SlotOf(Owner owner)
    {
        if (!_slots.TryGetValue(owner.Value, out var slot))
            _slots.Add(owner.Value, slot = new Slot(owner, AgentChoice.Of(owner, ports)));
        return slot;
    }

    private sealed class Slot(Owner owner, IAgent agent)
    {
        public Owner Owner => owner;

        public IAgent Agent => agent;

        public bool IsDue { get; set; }

        public bool IsRunning { get; set; }

        public bool IsWokenAgain { get; set; }

        public DateTimeOffset RestsUntil { get; set; }

        public ITimer? Timer { get; set; }

        public DateTimeOffset TimerDue { get; set; }
    }
}
