namespace Tandem.Emulator.Running;

/// <summary>
/// The platform's clock, made from the machine's: as fast, faster by a factor, or standing still until it is moved. It
/// never runs backwards by a change of mode; only a restored world takes its time back with it.
/// </summary>
internal sealed class PlatformClock
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _machine;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _anchor;
    private DateTimeOffset _anchoredAt;
    private DateTimeOffset _latest;
    private ClockSetup _setup;
    private bool _isHeld;

    public PlatformClock(TimeProvider machine, ClockSetup setup)
    {
        _machine = machine;
        _setup = setup;
        _anchoredAt = machine.GetUtcNow();
        _anchor = _latest = (setup.Start ?? _anchoredAt).ToUniversalTime();
    }

    /// <summary>The clock this one is made from; what concerns real callers and sockets is measured by it.</summary>
    public TimeProvider Machine => _machine;

    public ClockSetup Setup
    {
        get
        {
            lock (_gate)
                return _setup;
        }
    }

    /// <summary>Whether time stands still unless it is moved: in virtual time, and while it is held.</summary>
    public bool IsVirtual
    {
        get
        {
            lock (_gate)
                return Scale() == 0;
        }
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return Read();
        }
    }

    /// <summary>Changes how time runs from now on.</summary>
    public void Change(ClockSetup setup)
    {
        lock (_gate)
        {
            Anchor(Read());
            _setup = setup;
            Changed();
        }
    }

    /// <summary>Takes the time back to an instant and holds it there, so that it can be moved up again; for a world
    /// that catches up.</summary>
    public void HoldAt(DateTimeOffset at)
    {
        lock (_gate)
        {
            _isHeld = true;
            _latest = at;
            Anchor(at);
            Changed();
        }
    }

    /// <summary>Lets the time run again from an instant, or from where it has come to if that is later.</summary>
    public void ReleaseAt(DateTimeOffset at)
    {
        lock (_gate)
        {
            Anchor(at > Read() ? at : Read());
            _isHeld = false;
            Changed();
        }
    }

    /// <summary>Moves the time forward to an instant; an earlier one changes nothing.</summary>
    public void MoveTo(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (at > Read())
                Anchor(at);
        }
    }

    /// <summary>Takes the time back to an instant, as a restored world needs it.</summary>
    public void ReturnTo(DateTimeOffset at)
    {
        lock (_gate)
        {
            _latest = at;
            Anchor(at);
        }
    }

    /// <summary>How long the machine waits until the platform's time has come to an instant; null: it will not by
    /// itself.</summary>
    public TimeSpan? MachineWait(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (Scale() == 0)
                return null;
            var wait = until - Read();
            return wait <= TimeSpan.Zero ? TimeSpan.Zero : OnMachine(wait);
        }
    }

    /// <summary>A duration of the platform on the machine's clock; in virtual time both are the same.</summary>
    public TimeSpan OnMachine(TimeSpan duration)
    {
        var setup = Setup;
        return setup.Mode == ClockMode.Scaled
            ? TimeSpan.FromTicks((long)Math.Ceiling(duration.Ticks / setup.Scale))
            : duration;
    }

    /// <summary>Returns when the platform's time has come to an instant; in virtual time at once, because whoever waits
    /// here is real and time would not go on while he does.</summary>
    public async Task WaitUntilAsync(DateTimeOffset until, CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (MachineWait(until) is not { } wait || wait <= TimeSpan.Zero)
                return;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(Task.Delay(Alarm.Bounded(wait), _machine, stop.Token), changed);
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }
    }

    private double Scale() => _isHeld ? 0 : _setup.Mode switch
    {
        ClockMode.Virtual => 0,
        ClockMode.Scaled => _setup.Scale,
        _ => 1,
    };

    private void Changed()
    {
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private DateTimeOffset Read()
    {
        var scale = Scale();
        var now = scale == 0 ? _anchor : _anchor + (_machine.GetUtcNow() - _anchoredAt) * scale;
        return _latest = now > _latest ? now : _latest;
    }

    private void Anchor(DateTimeOffset at)
    {
        _anchor = at;
        _anchoredAt = _machine.GetUtcNow();
    }
}
