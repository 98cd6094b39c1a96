using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>A Graph call that the platform has answered.</summary>
/// <param name="Answer">What it answered.</param>
/// <param name="Era">The world it was made in.</param>
/// <param name="WorldEnds">Cancelled when that world is replaced by another.</param>
internal sealed record GraphCall(PlatformOutput.GraphAnswered Answer, int Era, CancellationToken WorldEnds);

/// <summary>
/// The mind at work: on a clock, with people and callers who wait for it, and endpoints it posts to. Only the mailbox
/// touches it, one letter after another, so it needs no locks.
/// </summary>
internal sealed partial class RunningWorld : IAsyncDisposable
{
    private readonly Dictionary<long, TaskCompletionSource<GraphCall>> _calls = [];
    private readonly Dictionary<long, TaskCompletionSource<PlatformOutput.ActSettled>> _acts = [];
    private readonly History _history;
    private readonly PlatformClock _clock;
    private readonly LedgerBook _ledger;
    private readonly LiveFeed _feed;
    private readonly Postman _postman;
    private readonly Traffic _traffic;
    private readonly Alarm _alarm;
    private readonly Action<Action<RunningWorld>> _post;
    private readonly PlatformOptions _beginning;
    private readonly EmulatorOptions _options;
    private CancellationTokenSource _ends = new();
    private int _era;
    private long _lastId;

    /// <summary>A world that begins now.</summary>
    /// <param name="beginning">What it begins with.</param>
    /// <param name="options">Who and what is in it from the start, and whether it can have snapshots.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="ledger">Where its truth is written.</param>
    /// <param name="feed">Who hears of its changes.</param>
    /// <param name="postman">Who posts its webhooks.</param>
    /// <param name="post">Lets something happen to it later.</param>
    public RunningWorld(
        PlatformOptions beginning,
        EmulatorOptions options,
        PlatformClock clock,
        LedgerBook ledger,
        LiveFeed feed,
        Postman postman,
        Action<Action<RunningWorld>> post)
    {
        (_beginning, _options, _clock, _ledger) = (beginning, options, clock, ledger);
        (_feed, _postman, _post) = (feed, postman, post);
        _history = new(options.Snapshots);
        _traffic = new(clock.Machine, () => post(_ => { }));
        _alarm = new(clock, () => post(world => world.Step(new PlatformInput.TimePassed())));
        Mind = Begin(beginning);
    }

    public PlatformMind Mind { get; private set; }

    /// <summary>Makes a Graph call; the id in the input comes from here.</summary>
    public Task<GraphCall> Call(Func<long, PlatformInput.GraphRequested> request)
    {
        var call = Send(_calls, request);
        _traffic.CallBegins();
        return call;
    }

    /// <summary>Takes note of whether the answer of a Graph call reached its caller.</summary>
    public void AnswerSettled(GraphCall call, bool reached)
    {
        if (call.Era != _era)
            return;
        _traffic.CallEnds();
        if (_clock.Setup is { Mode: ClockMode.Virtual } setup)
            _traffic.Pause(setup.Grace);
        Step(new PlatformInput.GraphAnswerSettled(call.Answer.RequestId, reached));
    }

    /// <summary>Lets a person or an operator act; the id in the input comes from here.</summary>
    public Task<PlatformOutput.ActSettled> Act(Func<long, PlatformInput> act) => Send(_acts, act);

    /// <summary>Looks at the mind as it is now.</summary>
    public T Look<T>(Func<PlatformMind, T> look)
    {
        Step(new PlatformInput.TimePassed());
        return look(Mind);
    }

    /// <summary>Lets something happen now.</summary>
    public void Step(PlatformInput input)
    {
        var now = _clock.Now;
        now = now > Mind.Now ? now : Mind.Now;
        var outputs = Mind.Step(input, now);
        // Time alone leaves no trace: the next thing that happens brings what was due before it along.
        if (input is not PlatformInput.TimePassed)
            _history.Add(input, now);
        HandOut(outputs);
    }

    public async ValueTask DisposeAsync()
    {
        await _alarm.DisposeAsync();
        await _traffic.DisposeAsync();
        EndEra(refusal: null);
        _ends.Dispose();
    }

    private Task<TOutput> Send<TOutput, TInput>(
        Dictionary<long, TaskCompletionSource<TOutput>> waiting, Func<long, TInput> input)
        where TInput : PlatformInput
    {
        var id = ++_lastId;
        var result = new TaskCompletionSource<TOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add(id, result);
        try
        {
            Step(input(id));
        }
        catch
        {
            waiting.Remove(id);
            throw;
        }

        return result.Task;
    }

    private void Answered(int era, PlatformInput? answer)
    {
        if (era != _era)
            return;
        _traffic.PostEnds(answer);
        TakeAnswers();
    }

    private void TakeAnswers()
    {
        foreach (var answer in _traffic.TakeAnswers(_clock.IsVirtual))
            Step(answer);
    }

    /// <summary>Ends what belongs to this world alone: what it was asked, what it posted, what is waited for.</summary>
    private void EndEra(ActRefusal? refusal)
    {
        _era++;
        // Not here and now: whoever hears of it would go on in the middle of this letter.
        _ = _ends.CancelAsync();
        _ends = new();
        foreach (var call in _calls.Values)
            call.TrySetCanceled();
        foreach (var (id, act) in _acts)
        {
            if (refusal is null)
                act.TrySetCanceled();
            else
                act.TrySetResult(new(id, null, refusal));
        }

        _calls.Clear();
        _acts.Clear();
        _traffic.Clear();
        GiveUpWaiting(_ => true);
    }
}
