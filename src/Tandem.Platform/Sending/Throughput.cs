namespace Tandem.Platform.Sending;

/// <summary>Messages of a number in the last second, both directions together.</summary>
internal sealed class Throughput
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private readonly Queue<DateTimeOffset> _recent = new();

    /// <summary>Counts a message that cannot be refused: one that comes in, or that the phone sends.</summary>
    public void Count(DateTimeOffset now)
    {
        Forget(now);
        _recent.Enqueue(now);
    }

    /// <summary>Whether one more fits.</summary>
    public bool HasRoom(DateTimeOffset now, int perSecond)
    {
        Forget(now);
        return _recent.Count < perSecond;
    }

    private void Forget(DateTimeOffset now)
    {
        while (_recent.TryPeek(out var oldest) && now - oldest >= Window)
            _recent.Dequeue();
    }
}
