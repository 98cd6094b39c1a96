namespace Tandem.Drills.Running;

/// <summary>A machine's idea of the time: set wrong, set right again. What somebody waits for is not moved.</summary>
/// <param name="time">True time, and the timers.</param>
internal sealed class WallClock(VirtualTime time) : TimeProvider
{
    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> _ahead = [];
    private DateTimeOffset _aheadSince;

    /// <summary>Whether a true time lies where the clock showed, or had shown, a later one.</summary>
    public bool WasPast(DateTimeOffset at) => _ahead.Exists(ahead => ahead.From <= at && at <= ahead.Until);

    /// <summary>How far it is ahead of true time; negative: behind.</summary>
    public TimeSpan Error
    {
        get;
        set
        {
            if (field - value > FurthestBack)
                FurthestBack = field - value;
            if (value > field)
                _aheadSince = time.Now;
            if (field > TimeSpan.Zero && value < field)
                _ahead.Add((_aheadSince, Now));
            field = value;
        }
    }

    /// <summary>The longest way it was ever set back at once.</summary>
    public TimeSpan FurthestBack { get; private set; }

    /// <summary>What it shows.</summary>
    public DateTimeOffset Now => time.Now + Error;

    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
