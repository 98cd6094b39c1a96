using Tandem.Domain.Deciding;

namespace Tandem.Engine.Agents;

/// <summary>An input that did not come from the journal, and who waits for its decision.</summary>
internal sealed class Posted(Input input)
{
    private readonly TaskCompletionSource<Decision> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The input.</summary>
    public Input Input { get; } = input;

    /// <summary>Completes when the decision is durable.</summary>
    public Task<Decision> Decided => _decided.Task;

    /// <summary>Whether the poster gave up before the decision: then it is not taken.</summary>
    public bool IsGivenUp => _decided.Task.IsCanceled;

    public void Complete(Decision decision) => _decided.TrySetResult(decision);

    public void GiveUp(CancellationToken ct) => _decided.TrySetCanceled(ct);

    public void Fail(Exception reason) => _decided.TrySetException(reason);
}

/// <summary>
/// What was posted to an agent and not decided yet, in order. In memory: what must survive is in the book.
/// </summary>
internal sealed class Mailbox
{
    private readonly Lock _gate = new();
    private readonly Queue<Posted> _posted = new();

    public void Post(Posted posted)
    {
        lock (_gate)
            _posted.Enqueue(posted);
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

    public void Return(IReadOnlyList<Posted> posted)
    {
        if (posted.Count == 0)
            return;

        lock (_gate)
        {
            var later = _posted.ToArray();
            _posted.Clear();
            foreach (var one in posted.Concat(later))
                _posted.Enqueue(one);
        }
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
