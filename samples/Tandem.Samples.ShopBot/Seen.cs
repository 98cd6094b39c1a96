namespace Tandem.Samples.ShopBot;

/// <summary>
/// The ids of the newest messages, since a platform may deliver any message more than once. In memory: after a restart
/// the Idempotency-Key of an answer is what keeps a hub from sending it again.
/// </summary>
internal sealed class Seen(int capacity)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>Whether this id was not seen before; from now on it was.</summary>
    public bool IsNew(string id)
    {
        lock (_gate)
        {
            if (!_ids.Add(id))
                return false;

            _oldestFirst.Enqueue(id);
            if (_oldestFirst.Count > capacity)
                _ids.Remove(_oldestFirst.Dequeue());

            return true;
        }
    }
}
