using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>The clock as it stands.</summary>
/// <param name="Setup">How it runs.</param>
/// <param name="Now">The platform's time.</param>
/// <param name="NextDue">When something happens next by itself; null: never.</param>
/// <param name="Idle">Whether nothing is under way.</param>
/// <param name="MovesUntil">How far somebody is just moving virtual time; null: nobody does.</param>
internal sealed record ClockView(
    ClockSetup Setup, DateTimeOffset Now, DateTimeOffset? NextDue, bool Idle, DateTimeOffset? MovesUntil);

// How time goes on: by the machine's clock, or, in virtual time, from one thing that is due to the next.
internal sealed partial class RunningWorld
{
    /// <summary>What is due within this time keeps a world from being idle: longer than anything that follows from a
    /// message by itself, shorter than what a limit or a retry takes.</summary>
    private static readonly TimeSpan IdleHorizon = TimeSpan.FromSeconds(60);

    /// <summary>Between two notes of how far a long move has come, on the machine's clock.</summary>
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(200);

    private readonly List<Awaited> _awaited = [];
    private long _progressAt;
    private (Awaited Awaited, DateTimeOffset Present, long At)? _catchingUp;

    public ClockView Clock() => new(
        _clock.Setup,
        _clock.Now,
        Mind.NextDue,
        IsIdle(),
        _clock.IsVirtual && _awaited.Count > 0 ? _awaited.Max(awaited => awaited.Until) : null);

    /// <summary>Changes how time runs. What moved virtual time ends where it is.</summary>
    public void ChangeClock(ClockSetup setup)
    {
        StopCatchingUp(Present());
        Step(new PlatformInput.TimePassed());
        _clock.Change(setup);
        if (setup.Mode != ClockMode.Virtual)
        {
            GiveUpWaiting(awaited => awaited.OnlyVirtual);
            TakeAnswers();
        }

        TellWorld("clock");
    }

    /// <summary>Whether nothing is under way, here or with a caller.</summary>
    public bool IsIdle() => Mind.IsIdle(IdleHorizon) && _traffic.IsQuiet;

    /// <summary>Lets somebody wait for something until it is met, or until an instant.</summary>
    /// <param name="isMet">Asked after everything that happens.</param>
    /// <param name="until">When to give up.</param>
    /// <param name="onlyVirtual">Whether to give up when time begins to run by itself.</param>
    /// <param name="needsOthers">Whether it may need what a client does yet.</param>
    public Awaited Await(Func<bool> isMet, DateTimeOffset until, bool onlyVirtual, bool needsOthers = false)
    {
        Step(new PlatformInput.TimePassed());
        var awaited = new Awaited(until, isMet, onlyVirtual, needsOthers);
        _awaited.Add(awaited);
        return awaited;
    }

    public void GiveUp(Awaited awaited)
    {
        awaited.GiveUp();
        if (_awaited.Remove(awaited))
            TellWorld("clock");
    }

    /// <summary>Looks after what is waited for and what is due; called after every letter.</summary>
    public void MoveOn()
    {
        EndWaiting();
        if (_catchingUp is { Awaited.End.IsCompleted: true })
        {
            StopCatchingUp(Present());
            Step(new PlatformInput.TimePassed());
        }

        if (_awaited.Count > 0 && (!_traffic.IsQuiet || IsUpToOthers()))
            _traffic.WakeAfterPause();
        else if (_awaited.Count > 0 && _clock.IsVirtual)
        {
            // From one due instant to the next, and back through the mailbox in between: nobody is kept waiting.
            Hop();
            _post(_ => { });
        }

        _alarm.SetTo(Earlier(Mind.NextDue, NextEnd()));
    }

    /// <summary>
    /// Lets happen, from one thing that is due to the next as virtual time does, what was due while real time went on:
    /// a webhook is not repeated before its endpoint could answer it.
    /// </summary>
    private Task<bool> CatchUp(DateTimeOffset from, DateTimeOffset present)
    {
        _clock.HoldAt(from);
        var awaited = Await(() => false, present > from ? present : from, onlyVirtual: false);
        _catchingUp = (awaited, present, _clock.Machine.GetTimestamp());
        return awaited.End;
    }

    private void StopCatchingUp(DateTimeOffset present)
    {
        if (_catchingUp is not { } stopped)
            return;
        _catchingUp = null;
        stopped.Awaited.GiveUp();
        _awaited.Remove(stopped.Awaited);
        _clock.ReleaseAt(present);
    }

    /// <summary>What time it is, also while the world still catches up with it.</summary>
    private DateTimeOffset Present() => _catchingUp is { } behind
        ? behind.Present + _clock.Machine.GetElapsedTime(behind.At)
        : _clock.Now;

    /// <summary>Whether nothing is left to happen but what a client may still do, and somebody waits for
    /// that.</summary>
    private bool IsUpToOthers() => _clock.IsVirtual && _traffic.IsAnswerExpected
        && _awaited.Exists(awaited => awaited.NeedsOthers) && Mind.IsIdle(IdleHorizon);

    private void Hop()
    {
        _clock.MoveTo(Earlier(Mind.NextDue, NextEnd())!.Value);
        Step(new PlatformInput.TimePassed());
        var machine = _clock.Machine;
        if (machine.GetElapsedTime(_progressAt) < ProgressEvery)
            return;
        _progressAt = machine.GetTimestamp();
        TellWorld("clock");
    }

    private void EndWaiting()
    {
        if (_awaited.Count == 0)
            return;
        var now = _clock.Now;
        if (_awaited.RemoveAll(awaited => awaited.TryEnd(now)) > 0)
            TellWorld("clock");
    }

    private void GiveUpWaiting(Predicate<Awaited> which)
    {
        foreach (var awaited in _awaited.FindAll(which))
            awaited.GiveUp();
        _awaited.RemoveAll(which);
    }

    private DateTimeOffset? NextEnd() => _awaited.Count == 0 ? null : _awaited.Min(awaited => awaited.Until);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
