namespace Tandem.Engine.Feeds;

/// <summary>Tells listeners of this process that the feed grew. A hint: what counts is read from the book.</summary>
public sealed class FeedSignal
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];

    /// <summary>Calls <paramref name="listener"/> on each pulse until the returned subscription is disposed.</summary>
    public IDisposable Subscribe(Action listener)
    {
        lock (_gate)
            _listeners.Add(listener);
        return new Subscription(this, listener);
    }

    /// <summary>The feed grew.</summary>
    public void Pulse()
    {
        Action[] listeners;
        lock (_gate)
            listeners = [.. _listeners];
        foreach (var listener in listeners)
            listener();
    }

    private sealed class Subscription(FeedSignal signal, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (signal._gate)
                signal._listeners.Remove(listener);
        }
    }
}
