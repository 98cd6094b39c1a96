namespace Tandem.Drills.Running;

/// <summary>Runs asynchronous code on one thread in virtual time: what is posted first, then the next timer.</summary>
/// <remarks>
/// The awaits of the engine capture this context, so that their continuations come back here. What comes from another
/// thread has escaped to the thread pool and could come at any moment: it is refused and told of.
/// </remarks>
internal sealed class Pump(VirtualTime time) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Go, object? State)> _posted = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile string? _escape;

    /// <summary>Where code left the thread; null as long as none did.</summary>
    public string? Escape => _escape;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere("a continuation"))
            _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Whether the caller is on the pump's thread; if not, that is remembered.</summary>
    public bool IsHere(string what)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            return true;

        _escape ??= $"{what} came from another thread:\n{Environment.StackTrace}";
        return false;
    }

    /// <summary>Runs <paramref name="begin"/> and all that follows until nothing is due any more.</summary>
    /// <param name="begin">Starts whatever runs.</param>
    /// <param name="limit">Virtual time at which it is given up.</param>
    /// <param name="isTooMuch">Asked between two timers; true gives up what goes on without coming to rest.</param>
    /// <returns>Whether it came to rest before the limit.</returns>
    public bool Run(Action begin, DateTimeOffset limit, Func<bool>? isTooMuch = null)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            begin();
            do
            {
                while (_posted.TryDequeue(out var next))
                    next.Go(next.State);
                if (_escape is not null || time.NextDue > limit || isTooMuch?.Invoke() == true)
                    return false;
            }
            while (time.FireNext() || _posted.Count > 0);
            return true;
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
