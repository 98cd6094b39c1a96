namespace Tandem.Platform.Sending.Limits;

/// <summary>How many different customers were reached within a moving span.</summary>
internal sealed class UniqueCustomers(TimeSpan span)
{
    private readonly Dictionary<string, DateTimeOffset> _latest = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Key)> _order = new();

    public int Count(DateTimeOffset now)
    {
        Forget(now);
        return _latest.Count;
    }

    public bool Has(string customer, DateTimeOffset now)
    {
        Forget(now);
        return _latest.ContainsKey(customer);
    }

    public void Add(string customer, DateTimeOffset now)
    {
        Forget(now);
        _latest[customer] = now;
        _order.Enqueue((now, customer));
    }

    public void Clear()
    {
        _latest.Clear();
        _order.Clear();
    }

    private void Forget(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && now - oldest.At >= span)
        {
            _order.Dequeue();
            if (_latest.GetValueOrDefault(oldest.Key) == oldest.At)
                _latest.Remove(oldest.Key);
        }
    }
}
