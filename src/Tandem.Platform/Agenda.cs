namespace Tandem.Platform;

/// <summary>What is due when; equal times in the order of their entry.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Due, (long Ticks, long Order)> _queue = new();
    private long _order;

    public DateTimeOffset? Next =>
        _queue.TryPeek(out _, out var at) ? new DateTimeOffset(at.Ticks, TimeSpan.Zero) : null;

    public void Add(DateTimeOffset at, Due due) => _queue.Enqueue(due, (at.UtcTicks, ++_order));

    /// <summary>Takes the next entry if its time has come.</summary>
    public bool TryTake(DateTimeOffset now, out Due due, out DateTimeOffset at)
    {
        if (_queue.TryPeek(out due!, out var priority) && priority.Ticks <= now.UtcTicks)
        {
            _queue.Dequeue();
            at = new DateTimeOffset(priority.Ticks, TimeSpan.Zero);
            return true;
        }

        at = default;
        return false;
    }
}
