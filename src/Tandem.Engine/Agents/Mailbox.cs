using Tandem.Domain.Deciding;

namespace Tandem.Engine.Agents;

/// <summary>An input that did not come from the journal, and who waits for its decision.</summary>
/// <param name="input">The input.</param>
/// <param name="isAnswer">What Graph answered: nobody waits for it, and nobody will ever say it again.</param>
internal sealed class Posted(Input input, bool isAnswer)
{
    private readonly TaskCompletionSource<Decision> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _givingUp;

    /// <summary>The input.</summary>
    public Input Input => input;

    /// <summary>It stays until it is decided, whatever happens to its agent.</summary>
    public bool IsAnswer => isAnswer;

    /// <summary>Completes when the decision is durable.</summary>
    public Task<Decision> Decided => _decided.Task;

    /// <summary>Whether the poster gave up before the decision: then it is not taken.</summary>
    public bool IsGivenUp => _decided.Task.IsCanceled;

    /// <returns>false if the poster gave up meanwhile.</returns>
    public bool Complete(Decision decision)
    {
        _givingUp.Unregister();
        return _decided.TrySetResult(decision);
    }

    /// <summary>The poster gives up with this token. What has ended hangs on it no more: it may be the process's.
    /// </summary>
    public void GiveUpWith(CancellationToken ct) => _givingUp = ct.Register(() => _decided.TrySetCanceled(ct));

    public void Fail(Exception reason)
    {
        _givingUp.Unregister();
        _decided.TrySetException(reason);
    }
}

/// <summary>
/// What was posted to an agent and not decided yet, in order. In memory: what must survive is in the book.
/// </summary>
internal sealed class Mailbox
{
    private readonly Lock _gate = new();
    private readonly Queue<Posted> _posted = new();
    private Func<Exception>? _closedBy;

    /// <summary>Takes a request or an answer in.</summary>
    /// <param name="posted">Fails at once if it is a request and the box is closed or holds too many.</param>
    /// <param name="most">How many may wait in all for a request to be taken in.</param>
    /// <param name="full">What a request too many is told.</param>
    public void Post(Posted posted, int most, Func<Exception> full)
    {
        Func<Exception>? refusal;
        lock (_gate)
        {
            refusal = posted.IsAnswer ? null : _closedBy ?? (_posted.Count >= most ? full : null);
            if (refusal is null)
                _posted.Enqueue(posted);
        }

        if (refusal is not null)
            posted.Fail(refusal());
    }

    /// <summary>
    /// Takes up to <paramref name="most"/>; what fails to commit is put back by <see cref="Return"/>.
    /// </summary>
    public List<Posted> Take(int most)
    {
        var taken = new List<Posted>();
        lock (_gate)
        {
            while (taken.Count < most && _posted.TryDequeue(out var posted))
            {
                if (!posted.IsGivenUp)
                    taken.Add(posted);
            }
        }

        return taken;
    }

    public void Return(IEnumerable<Posted> posted)
    {
        lock (_gate)
        {
            var later = _posted.ToArray();
            _posted.Clear();
            foreach (var one in posted.Concat(later))
                _posted.Enqueue(one);
        }
    }

    /// <summary>Tells everybody who waits that nothing was taken over; answers stay.</summary>
    /// <param name="reason">What they are told.</param>
    /// <param name="isClosing">Who asks from now on is told the same, until <see cref="Open"/>.</param>
    public void Refuse(Func<Exception> reason, bool isClosing)
    {
        List<Posted> refused;
        lock (_gate)
        {
            _closedBy = isClosing ? reason : _closedBy;
            refused = [.. _posted.Where(posted => !posted.IsAnswer)];
            var kept = _posted.Where(posted => posted.IsAnswer).ToArray();
            _posted.Clear();
            foreach (var answer in kept)
                _posted.Enqueue(answer);
        }

        foreach (var one in refused)
            one.Fail(reason());
    }

    public void Open()
    {
        lock (_gate)
            _closedBy = null;
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _posted.Count == 0;
        }
    }
}
