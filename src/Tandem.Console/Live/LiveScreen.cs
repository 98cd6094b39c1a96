using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;

namespace Tandem.Console.Live;

/// <summary>A part of a page that shows what is stored, hears of every change, and is over once it is left.</summary>
/// <remarks>
/// Loading and news take turns, so that an older reading never overwrites a newer one. Whatever still runs when the
/// screen is left ends with <see cref="Gone"/>, which Blazor takes as no fault.
/// </remarks>
public abstract class LiveScreen : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Task _last = Task.CompletedTask;
    private IDisposable? _subscription;
    private ITimer? _ticks;

    /// <summary>Makes a screen.</summary>
    protected LiveScreen() => Gone = _gone.Token;

    /// <summary>Over once the screen is left.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>What the person may see and do.</summary>
    [Inject]
    protected Workplace Workplace { get; set; } = null!;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops listening.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        _ticks?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Hears of every change from now on and renders after each. Listen first, then load.</summary>
    protected async Task ListenAsync(Func<Changes, Task> take)
    {
        var subscription = await Feed.ListenAsync(changes => InvokeAsync(() => InTurnAsync(async () =>
        {
            await take(changes);
            StateHasChanged();
        })));
        if (Gone.IsCancellationRequested)
            subscription.Dispose();
        else
            _subscription = subscription;
    }

    /// <summary>Renders once in a while, because what is shown tells how long something still lasts.</summary>
    protected void TickEvery(TimeSpan period) =>
        _ticks = Clock.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, period, period);

    /// <summary>Reads once in a while what no news tells of: an alarm that nothing happens is no news.</summary>
    protected void LookEach(TimeSpan period, Func<Task> look) => _ticks = Clock.CreateTimer(
        _ => _ = InvokeAsync(() => InTurnAsync(async () =>
        {
            await look();
            StateHasChanged();
        })), null, period, period);

    /// <summary>Takes a step after all steps asked for earlier, whatever became of them.</summary>
    /// <remarks>A step must not ask for a turn itself: it would wait for its own end.</remarks>
    protected Task InTurnAsync(Func<Task> step) => _last = FollowAsync(_last, step);

    private async Task FollowAsync(Task before, Func<Task> step)
    {
        await before.ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        Gone.ThrowIfCancellationRequested();
        await step();
    }
}
