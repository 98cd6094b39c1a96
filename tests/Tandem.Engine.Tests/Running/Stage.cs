using Tandem.Drills.Running;

namespace Tandem.Engine.Tests.Running;

/// <summary>
/// Runs a test on one thread in virtual time: while it waits, owners take their turns; when all rest, time goes on to
/// the next timer.
/// </summary>
internal sealed class Stage : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Go, object? State)> _posted = new();
    private readonly List<TestHub> _hubs = [];
    private readonly List<TaskCompletionSource> _resting = [];

    public VirtualTime Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000));

    /// <summary>Plays a test with one hub that has one registered number.</summary>
    public static void Play(Func<TestHub, Task> play, bool isGuarding = true)
    {
        var outer = Current;
        var stage = new Stage();
        SetSynchronizationContext(stage);
        try
        {
            stage.RunToEnd(PlayAsync());
        }
        finally
        {
            SetSynchronizationContext(outer);
        }

        async Task PlayAsync() => await play(await TestHub.StartAsync(isGuarding, stage));
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public override SynchronizationContext CreateCopy() => this;

    public void Enter(TestHub hub) => _hubs.Add(hub);

    /// <summary>A process that died: its owners take no turn any more.</summary>
    public void Leave(TestHub hub) => _hubs.Remove(hub);

    /// <summary>Completes when everything that can happen now has happened; time stands still meanwhile.</summary>
    public Task RestAsync()
    {
        var rest = new TaskCompletionSource();
        _resting.Add(rest);
        return rest.Task;
    }

    private void RunToEnd(Task play)
    {
        while (!play.IsCompleted)
        {
            if (_posted.TryDequeue(out var next))
                next.Go(next.State);
            else if (!_hubs.Any(hub => hub.TakeTurn()) && !Wake() && !Time.FireNext())
                throw new TimeoutException("Everything rests, and the test still waits.");
        }

        play.GetAwaiter().GetResult();
    }

    private bool Wake()
    {
        TaskCompletionSource[] resting = [.. _resting];
        _resting.Clear();
        foreach (var one in resting)
            one.SetResult();
        return resting.Length > 0;
    }
}
