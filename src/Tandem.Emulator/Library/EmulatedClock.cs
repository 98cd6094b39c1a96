using Tandem.Emulator.Running;

namespace Tandem.Emulator;

/// <summary>The platform's clock.</summary>
public sealed class EmulatedClock
{
    private readonly EmulatorHost _host;

    internal EmulatedClock(EmulatorHost host) => _host = host;

    /// <summary>The platform's time.</summary>
    public DateTimeOffset Now => _host.Clock.Now;

    /// <summary>Changes how time runs; it never goes back by it.</summary>
    /// <exception cref="ArgumentException">The setup contradicts itself.</exception>
    public Task ChangeAsync(ClockSetup setup)
    {
        if (setup.Objection() is { } objection)
            throw new ArgumentException($"{objection.Field}: {objection.Rule}; {objection.Remedy}.", nameof(setup));
        return _host.Mailbox.DoAsync(world =>
        {
            world.ChangeClock(setup);
            return true;
        });
    }

    /// <summary>Moves virtual time forward, stopping at everything that is due; ends when the endpoints have answered
    /// it all.</summary>
    /// <param name="by">How far.</param>
    /// <exception cref="InvalidOperationException">Time runs by itself.</exception>
    public Task AdvanceAsync(TimeSpan by) =>
        MoveAsync(world => world.Await(() => false, world.Clock().Now + by, onlyVirtual: true));

    /// <summary>Moves virtual time to an instant; an earlier one changes nothing.</summary>
    /// <param name="to">The instant.</param>
    /// <exception cref="InvalidOperationException">Time runs by itself.</exception>
    public Task AdvanceToAsync(DateTimeOffset to) =>
        MoveAsync(world => world.Await(() => false, to, onlyVirtual: true));

    private async Task MoveAsync(Func<RunningWorld, Awaited> begin)
    {
        if (!_host.Clock.IsVirtual)
            throw new InvalidOperationException(
                "Only virtual time is moved. To do: start with ClockSetup.Virtual, or ChangeAsync to it.");
        await _host.Mailbox.WaitAsync(begin, CancellationToken.None);
    }
}
