namespace Tandem.Engine.Media;

/// <summary>Lets so many fetches go at a time, and what people say now before what they said in the past.</summary>
/// <param name="most">How many at a time, over all numbers.</param>
public sealed class MediaGate(int most)
{
    /// <summary>How many go at a time, unless somebody says otherwise.</summary>
    public const int DefaultMost = 4;

    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _live = new();
    private readonly Queue<TaskCompletionSource> _past = new();
    private int _inside;

    /// <summary>Waits until there is room; <see cref="Leave"/> makes room again.</summary>
    public Task EnterAsync(bool isLive)
    {
        lock (_gate)
        {
            if (_inside < most)
            {
                _inside++;
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (isLive ? _live : _past).Enqueue(waiter);
            return waiter.Task;
        }
    }

    /// <summary>One is done: its room is the next one's.</summary>
    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            if (!_live.TryDequeue(out next) && !_past.TryDequeue(out next))
                _inside--;
        }

        next?.SetResult();
    }
}
