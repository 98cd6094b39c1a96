namespace Tandem.Emulator.Running;

/// <summary>Something somebody waits for. In virtual time it is what makes time move.</summary>
/// <param name="until">When the waiting ends by itself, on the platform's clock.</param>
/// <param name="isMet">Whether it has come true.</param>
/// <param name="onlyVirtual">Whether it makes sense in virtual time alone, as moving the time does.</param>
/// <param name="needsOthers">Whether it may need what a client does yet, so that an idle world is no reason to hurry
/// on.</param>
internal sealed class Awaited(DateTimeOffset until, Func<bool> isMet, bool onlyVirtual, bool needsOthers)
{
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset Until { get; } = until;

    public bool OnlyVirtual { get; } = onlyVirtual;

    public bool NeedsOthers { get; } = needsOthers;

    /// <summary>Ends with whether it came true.</summary>
    public Task<bool> End => _end.Task;

    /// <summary>Ends if it is met or its time is over; tells whether it ended.</summary>
    public bool TryEnd(DateTimeOffset now)
    {
        if (isMet())
            return _end.TrySetResult(true);
        return now >= Until && _end.TrySetResult(false);
    }

    public void GiveUp() => _end.TrySetResult(false);
}
