namespace Tandem.Platform;

/// <summary>What is due when; equal times in the order of their entry.</summary>
internal sealed class Agenda
{
    // Upkeep lies apart, so that one can see in one look when something happens that anybody would notice.
    private readonly PriorityQueue<Due, (long Ticks, long Order)> _work = new();
    private readonly PriorityQueue<Due, (long Ticks, long Order)> _upkeep = new();
    private long _order;

    public DateTimeOffset? Next => Earliest() is { } queue ? TimeOf(queue) : null;

    /// <summary>The next entry that is no upkeep.</summary>
    public DateTimeOffset? NextWork => _work.Count > 0 ? TimeOf(_work) : null;

    public void Add(DateTimeOffset at, Due due) =>
        (due.IsUpkeep ? _upkeep : _work).Enqueue(due, (at.UtcTicks, ++_order));

    /// <summary>Takes the next entry if its time has come.</summary>
    public bool TryTake(DateTimeOffset now, out Due due, out DateTimeOffset at)
    {
        if (Earliest() is { } queue && queue.TryPeek(out due!, out var priority) && priority.Ticks <= now.UtcTicks)
        {
            queue.Dequeue();
            at = new DateTimeOffset(priority.Ticks, TimeSpan.Zero);
            return true;
        }

        due = null!;
        at = default;
        return false;
    }

    private PriorityQueue<Due, (long Ticks, long Order)>? Earliest() =>
        !_work.TryPeek(out _, out var work) ? _upkeep.Count > 0 ? _upkeep : null
        : !_upkeep.TryPeek(out _, out var upkeep) || work.CompareTo(upkeep) < 0 ? _work
        : _upkeep;

    private static DateTimeOffset TimeOf(PriorityQueue<Due, (long Ticks, long Order)> queue) =>
        queue.TryPeek(out _, out var at) ? new(at.Ticks, TimeSpan.Zero) : default;
}
