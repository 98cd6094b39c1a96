using Tandem.Domain.Sending;

namespace Tandem.Engine.Sending;

/// <summary>Who waits in this process for a send to end. A hint: whoever wakes reads the row.</summary>
public sealed class SendWatch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource<Send>>> _waiting = [];

    /// <summary>Completes with the send's next change of state.</summary>
    public Task<Send> NextAsync(string sendId, CancellationToken ct)
    {
        var source = new TaskCompletionSource<Send>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(sendId, out var sources))
                _waiting[sendId] = sources = [];
            sources.Add(source);
        }

        ct.Register(() =>
        {
            lock (_gate)
            {
                if (_waiting.TryGetValue(sendId, out var sources) && sources.Remove(source) && sources.Count == 0)
                    _waiting.Remove(sendId);
            }

            source.TrySetCanceled(ct);
        });
        return source.Task;
    }

    /// <summary>Tells everyone who waits for this send.</summary>
    public void Notify(Send send)
    {
        List<TaskCompletionSource<Send>>? sources;
        lock (_gate)
            _waiting.Remove(send.Id, out sources);
        foreach (var source in sources ?? [])
            source.TrySetResult(send);
    }
}
