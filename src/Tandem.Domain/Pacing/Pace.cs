using Tandem.Domain.Deciding;

namespace Tandem.Domain.Pacing;

/// <summary>What a number has spent of its throughput, and on whom.</summary>
/// <remarks>The phone's and the customers' messages spend the same budget as ours (Meta, "Throughput").</remarks>
public sealed record Pace : IRow
{
    /// <summary>Most that an unanswered "too fast" of Meta's closes the number for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(32);

    /// <summary>When everything that was taken is refilled; null when nothing ever was.</summary>
    public DateTimeOffset? FullAt { get; init; }

    /// <summary>Until when nothing goes, because Meta said "too fast" in spite of all; null when it did not.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>How often in a row Meta said so.</summary>
    public int Refusals { get; init; }

    /// <summary>When the line is looked at again; null while nothing waits for the time alone.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>The minute that is counted now.</summary>
    public Traffic Now { get; init; } = new(0, 0, 0, 0);

    /// <summary>The last minute in which anything was counted before it.</summary>
    public Traffic Before { get; init; } = new(0, 0, 0, 0);

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Pace;

    /// <summary>This pace after one more message.</summary>
    /// <param name="bucket">The number's.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who spoke.</param>
    public Pace After(Bucket bucket, DateTimeOffset at, Spender by)
    {
        var minute = at.ToUnixTimeSeconds() / 60;
        var turned = minute == Now.Minute ? this : this with { Before = Now, Now = new Traffic(minute, 0, 0, 0) };
        return turned with { FullAt = bucket.Take(FullAt, at), Now = turned.Now.After(by) };
    }

    /// <summary>The latest whole minute, as seen from an instant; empty if nothing was counted in it.</summary>
    public Traffic LastMinute(DateTimeOffset at)
    {
        var last = (at.ToUnixTimeSeconds() / 60) - 1;
        return Now.Minute == last ? Now : Before.Minute == last ? Before : new Traffic(last, 0, 0, 0);
    }
}

/// <summary>The messages of one minute.</summary>
/// <param name="Minute">Which: Unix time in minutes.</param>
/// <param name="Ours">Sent through the hub.</param>
/// <param name="Phone">Sent from the phone, as echoes tell.</param>
/// <param name="Customers">Received.</param>
public sealed record Traffic(long Minute, int Ours, int Phone, int Customers)
{
    /// <summary>This minute with one more.</summary>
    public Traffic After(Spender by) => by switch
    {
        Spender.Phone => this with { Phone = Phone + 1 },
        Spender.Customer => this with { Customers = Customers + 1 },
        _ => this with { Ours = Ours + 1 },
    };
}

/// <summary>Who spends a number's throughput.</summary>
public enum Spender
{
    /// <summary>Callers of the hub.</summary>
    Ours,

    /// <summary>The owner's phone.</summary>
    Phone,

    /// <summary>Customers who write.</summary>
    Customer,
}

/// <summary>Sends that wait, by lane.</summary>
public sealed record Backlog(int Human, int Bot, int Notification, int Campaign)
{
    /// <summary>Nothing waits.</summary>
    public static readonly Backlog None = new(0, 0, 0, 0);

    /// <summary>All of them.</summary>
    public int Total => Human + Bot + Notification + Campaign;

    /// <summary>With some more, or fewer, of a lane.</summary>
    public Backlog With(Sending.SendLane lane, int more) => lane switch
    {
        Sending.SendLane.Human => this with { Human = Human + more },
        Sending.SendLane.Bot => this with { Bot = Bot + more },
        Sending.SendLane.Notification => this with { Notification = Notification + more },
        _ => this with { Campaign = Campaign + more },
    };
}
