namespace Tandem.Drills.Running;

/// <summary>
/// A clock that stands still until something is due: timers fire one at a time, in the order (due, set).
/// </summary>
/// <remarks>
/// For one thread. Two timers due at one instant fire in the order they were armed in, so a run has one order whatever
/// the machine does.
/// </remarks>
public sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<Alarm, (long Due, long Order)> _alarms = new();
    private long _ticks;
    private long _order;

    /// <summary>A clock that shows <paramref name="start"/>.</summary>
    public VirtualTime(DateTimeOffset start) => _ticks = start.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => new(_ticks, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Does something once, after a while.</summary>
    public void After(TimeSpan delay, Action act) => Arm(new Alarm(act), delay);

    /// <summary>When the next timer is due; null when none is armed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DropDisarmed();
            return _alarms.TryPeek(out _, out var at) ? new DateTimeOffset(at.Due, TimeSpan.Zero) : null;
        }
    }

    /// <summary>Moves to the next timer and fires it.</summary>
    /// <returns>false when none is armed.</returns>
    public bool FireNext()
    {
        DropDisarmed();
        if (!_alarms.TryDequeue(out var alarm, out var at))
            return false;

        _ticks = Math.Max(_ticks, at.Due);
        alarm.Fire();
        return true;
    }

    private void Arm(Alarm alarm, TimeSpan delay) =>
        _alarms.Enqueue(alarm, (_ticks + Math.Max(0, delay.Ticks), ++_order));

    private void DropDisarmed()
    {
        while (_alarms.TryPeek(out var alarm, out _) && alarm.IsDisarmed)
            _alarms.Dequeue();
    }

    private sealed class Alarm(Action act)
    {
        public bool IsDisarmed { get; set; }

        public void Fire() => act();
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private Alarm? _armed;
        private TimeSpan _period;
        private bool _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed)
                return false;

            Disarm();
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                time.Arm(_armed = new Alarm(Fire), dueTime);
            return true;
        }

        public void Dispose()
        {
            _isDisposed = true;
            Disarm();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Disarm()
        {
            if (_armed is not null)
                _armed.IsDisarmed = true;
            _armed = null;
        }

        private void Fire()
        {
            _armed = null;
            if (_period > TimeSpan.Zero)
                time.Arm(_armed = new Alarm(Fire), _period);
            callback(state);
        }
    }
}
