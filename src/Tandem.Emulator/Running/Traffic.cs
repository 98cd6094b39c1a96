using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>
/// What is under way between the platform and real endpoints and callers. While it is, virtual time stands still; and
/// what endpoints answer to the webhooks of one instant takes effect in the order of those webhooks, not of the
/// network, so that a run can be repeated.
/// </summary>
internal sealed class Traffic(TimeProvider machine, Action wake) : IAsyncDisposable
{
    private readonly List<PlatformInput> _answers = [];
    private ITimer? _timer;
    private int _posts;
    private int _callers;
    private long _pauseEnds;

    /// <summary>Whether nobody has anything to say that belongs to this instant.</summary>
    public bool IsQuiet => _posts == 0 && _callers == 0 && machine.GetTimestamp() >= _pauseEnds;

    /// <summary>Wakes when a pause is over. A timer may ring some milliseconds before that: it goes by a coarser clock.
    /// Who was woken too early asks again here, else nobody would wake him.</summary>
    public void WakeAfterPause()
    {
        var left = machine.GetElapsedTime(machine.GetTimestamp(), _pauseEnds);
        if (left > TimeSpan.Zero)
            _timer?.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    public void PostLeaves() => _posts++;

    public void CallBegins() => _callers++;

    public void CallEnds() => _callers = Math.Max(0, _callers - 1);

    /// <summary>An endpoint's answer is in; null: it stayed silent.</summary>
    public void PostEnds(PlatformInput? answer)
    {
        _posts = Math.Max(0, _posts - 1);
        if (answer is not null)
            _answers.Add(answer);
    }

    /// <summary>Answers that take effect now. In virtual time that is when the last one of an instant is in.</summary>
    public List<PlatformInput> TakeAnswers(bool inOrder)
    {
        if (_answers.Count == 0 || (inOrder && _posts > 0))
            return [];
        List<PlatformInput> taken = inOrder ? [.. _answers.OrderBy(PlaceOf)] : [.. _answers];
        _answers.Clear();
        return taken;
    }

    /// <summary>Lets virtual time stand still a little longer, so that who was just told something can act.</summary>
    public void Pause(TimeSpan grace)
    {
        if (grace <= TimeSpan.Zero)
            return;
        _pauseEnds = machine.GetTimestamp() + (long)(grace.TotalSeconds * machine.TimestampFrequency);
        _timer ??= machine.CreateTimer(
            _ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // A timer may ring a little before its time by the other clock; a millisecond more is sure to be after it.
        _timer.Change(grace + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Forgets all of it: it belongs to a world that is gone.</summary>
    public void Clear()
    {
        _answers.Clear();
        (_posts, _callers, _pauseEnds) = (0, 0, 0);
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static (int, long, int) PlaceOf(PlatformInput answer) => answer switch
    {
        PlatformInput.WebhookAnswered webhook => (0, webhook.DeliveryId, webhook.Attempt),
        PlatformInput.ChallengeAnswered challenge => (1, challenge.ChallengeId, 0),
        _ => (2, 0, 0),
    };
}
