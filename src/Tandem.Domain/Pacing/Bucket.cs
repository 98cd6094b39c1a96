namespace Tandem.Domain.Pacing;

/// <summary>A bucket that refills evenly, remembered by one instant: when all that was taken is back.</summary>
/// <param name="Size">Messages it holds when it is full.</param>
/// <param name="Every">How long one message takes to refill.</param>
public readonly record struct Bucket(int Size, TimeSpan Every)
{
    /// <summary>When a message may be taken, if some are left in it.</summary>
    /// <param name="fullAt">When the bucket is full again; null when it is.</param>
    /// <param name="now">The present.</param>
    /// <param name="leaves">Messages that must stay.</param>
    /// <returns>The present, or the instant until when there are too few; to the millisecond, never early.</returns>
    public DateTimeOffset OpenAt(DateTimeOffset? fullAt, DateTimeOffset now, int leaves)
    {
        var open = Sane(fullAt, now) - (Every * (Size - 1 - leaves));
        return open <= now ? now : Ceiling(open);
    }

    /// <summary>When the bucket is full again after one more message was taken out.</summary>
    /// <remarks>What is not ours to refuse may overdraw it, by as much as it holds and not further.</remarks>
    public DateTimeOffset Take(DateTimeOffset? fullAt, DateTimeOffset now)
    {
        var after = Sane(fullAt, now) + Every;
        var deepest = now + (Every * (2 * Size));
        return after < deepest ? after : deepest;
    }

    /// <summary>How many messages are in it.</summary>
    public int Left(DateTimeOffset? fullAt, DateTimeOffset now) =>
        Math.Max(0, (int)(((Every * Size) - (Sane(fullAt, now) - now)) / Every));

    // A clock that was set back would close it for as long as that; nothing is owed further ahead than can be owed.
    private DateTimeOffset Sane(DateTimeOffset? fullAt, DateTimeOffset now)
    {
        var latest = now + (Every * (2 * Size));
        return fullAt is not { } full || full <= now ? now : full < latest ? full : latest;
    }

    private static DateTimeOffset Ceiling(DateTimeOffset at)
    {
        var beyond = at.Ticks % TimeSpan.TicksPerMillisecond;
        return beyond == 0 ? at : at.AddTicks(TimeSpan.TicksPerMillisecond - beyond);
    }
}
