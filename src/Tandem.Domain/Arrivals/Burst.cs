using Tandem.Domain.Deciding;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Arrivals;

/// <summary>Live messages that came together and late: as after a phone was offline, or a webhook held back.</summary>
/// <param name="Id">Names it; messages of it bear it.</param>
/// <param name="From">The earliest second any of them is of, by Meta's clock.</param>
/// <param name="Until">The latest.</param>
/// <param name="FirstAt">When the first came, by the hub's clock.</param>
/// <param name="LastAt">When the last one did.</param>
/// <param name="Echoes">How many of the phone.</param>
/// <param name="Messages">How many of customers.</param>
public sealed record Burst(
    string Id, long From, long Until, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Echoes, int Messages)
{
    /// <summary>From here on a message is late. Meta names seconds to minutes for what is not.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    /// <summary>Late messages that come so close behind each other came together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(2);

    /// <summary>So many of them are no accident.</summary>
    public const int Least = 3;

    /// <summary>Whether it is one: until then they are single late messages.</summary>
    public bool IsOne => Echoes + Messages >= Least;

    /// <summary>Whether the phone held them back: customers' messages do not pass through it.</summary>
    public bool IsOfPhone => Echoes >= Messages;

    /// <summary>With one more.</summary>
    public Burst With(Direction direction, long at, DateTimeOffset arrivedAt) => this with
    {
        From = Math.Min(From, at),
        Until = Math.Max(Until, at),
        LastAt = arrivedAt > LastAt ? arrivedAt : LastAt,
        Echoes = Echoes + (direction == Direction.Out ? 1 : 0),
        Messages = Messages + (direction == Direction.In ? 1 : 0),
    };
}

/// <summary>The latest bursts of a number.</summary>
public sealed record Bursts : IRow
{
    /// <summary>Bursts that are kept.</summary>
    public const int Most = 8;

    /// <summary>Oldest first; the last may still grow.</summary>
    public ValueList<Burst> Known { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Bursts;

    /// <summary>With one more late message.</summary>
    /// <param name="id">What a new burst is called.</param>
    /// <param name="direction">Which way the message went.</param>
    /// <param name="at">Its second, by Meta's clock.</param>
    /// <param name="arrivedAt">When it came.</param>
    public Bursts After(string id, Direction direction, long at, DateTimeOffset arrivedAt)
    {
        if (Known is [.., var last] && arrivedAt - last.LastAt <= Burst.Together)
            return new Bursts { Known = new([.. Known.SkipLast(1), last.With(direction, at, arrivedAt)]) };

        var begun = new Burst(id, at, at, arrivedAt, arrivedAt, 0, 0).With(direction, at, arrivedAt);
        return new Bursts { Known = new([.. Known.Where(burst => burst.IsOne).TakeLast(Most - 1), begun]) };
    }
}
