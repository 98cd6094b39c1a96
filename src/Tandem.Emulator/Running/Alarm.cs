namespace Tandem.Emulator.Running;

/// <summary>Wakes the mailbox when the next thing is due. It may ring too early, never too late.</summary>
internal sealed class Alarm(PlatformClock clock, Action ring) : IAsyncDisposable
{
    // Timers of the runtime end at 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ITimer _timer =
        clock.Machine.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>A wait that a timer can take.</summary>
    public static TimeSpan Bounded(TimeSpan wait) => wait < Longest ? wait : Longest;

    /// <summary>Rings at an instant of the platform; in virtual time, or for null, not at all.</summary>
    public void SetTo(DateTimeOffset? at) => _timer.Change(
        at is { } due && clock.MachineWait(due) is { } wait ? Bounded(wait) : Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
