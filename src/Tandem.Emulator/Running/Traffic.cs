using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>
/// What is under way between the platform and real endpoints and callers. While it is, virtual time stands still; and
/// what endpoints answer to the webhooks of one instant takes effect in the order of those webhooks, not of the
/// network, so that a run can be repeated.
/// </summary>
internal sealed class Traffic(TimeProvider machine, Action wake) : IAsyncDisposable
{
    /// <summary>How long somebody who acted, or was told something that seldom needs an act, may act again.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(50);

    /// <summary>So many graces later a client that has not answered will not.</summary>
    private const int GracesOfPatience = 10;

    private readonly List<PlatformInput> _answers = [];
    private ITimer? _timer;
    private int _posts;
    private int _callers;
    private int _expected;
    private bool _isUnanswered;
    private long _pauseEnds;
    private long _patienceEnds;

    /// <summary>Whether nobody has anything to say that belongs to this instant.</summary>
    public bool IsQuiet => _posts == 0 && _callers == 0 && machine.GetTimestamp() >= _pauseEnds;

    /// <summary>Whether a client may still answer a customer, although its grace is over: worth waiting for where
    /// nothing else is left to happen.</summary>
    public bool IsAnswerExpected => _isUnanswered && machine.GetTimestamp() < _patienceEnds;

    /// <summary>Wakes the mailbox when a pause is over; asked again at each waking, since timers and time stamps do not
    /// agree to the millisecond.</summary>
    public void WakeAfterPause()
    {
        if (_posts > 0 || _callers > 0)
            return; // The end of each is a letter by itself.
        var pause = machine.GetElapsedTime(
            machine.GetTimestamp(), IsQuiet && IsAnswerExpected ? _patienceEnds : _pauseEnds);
        _timer ??= machine.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(
            (pause > TimeSpan.Zero ? pause : TimeSpan.Zero) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
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

    /// <summary>An endpoint took a customer's message: time stands still until it is answered, but not for longer than
    /// the grace.</summary>
    public void Expect(TimeSpan grace)
    {
        if (machine.GetTimestamp() >= _pauseEnds)
            _expected = 0;
        _expected++;
        _isUnanswered = true;
        _pauseEnds = Math.Max(_pauseEnds, After(grace));
        _patienceEnds = After(grace * GracesOfPatience);
    }

    /// <summary>A client sent a message. Once all that were expected are there, a short pause is enough.</summary>
    public void Came(TimeSpan grace)
    {
        _isUnanswered = false;
        if (_expected > 0 && --_expected == 0)
            _pauseEnds = After(Shorter(grace));
    }

    /// <summary>Lets time stand still a little longer, so that who was just told something can act.</summary>
    public void Pause(TimeSpan grace) => _pauseEnds = Math.Max(_pauseEnds, After(Shorter(grace)));

    /// <summary>Forgets all of it: it belongs to a world that is gone.</summary>
    public void Clear()
    {
        _answers.Clear();
        (_posts, _callers, _expected, _pauseEnds, _isUnanswered) = (0, 0, 0, 0, false);
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static TimeSpan Shorter(TimeSpan grace) => grace < ShortPause ? grace : ShortPause;

    private long After(TimeSpan pause) =>
        machine.GetTimestamp() + (long)(pause.TotalSeconds * machine.TimestampFrequency);

    private static (int, long, int) PlaceOf(PlatformInput answer) => answer switch
    {
        PlatformInput.WebhookAnswered webhook => (0, webhook.DeliveryId, webhook.Attempt),
        PlatformInput.ChallengeAnswered challenge => (1, challenge.ChallengeId, 0),
        _ => (2, 0, 0),
    };
}
