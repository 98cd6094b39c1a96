using Tandem.Engine.Reading;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Feeds;

/// <summary>What an endpoint still has to be told, in the queues it is told from: one per conversation.</summary>
/// <remarks>
/// A row keeps the conversation it was decided in. When that proves to be another one, its queue becomes a part of the
/// other's, or words of one person would overtake each other. What was queued before stands before: order is that of
/// the feed. One post of a queue is under way at a time, so that order outlives lost answers; queues go side by side.
/// </remarks>
internal sealed class ForwardQueues(IBook book)
{
    private static readonly Comparer<ForwardRow> InOrder =
        Comparer<ForwardRow>.Create((a, b) => a.Seq.CompareTo(b.Seq));

    private readonly SortedDictionary<string, List<ForwardRow>> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<long> _inFlight = []; // rows of posts that are under way
    private Dictionary<string, string> _roots = new(StringComparer.Ordinal); // of conversations that became others

    /// <summary>Rows in all queues.</summary>
    public int Count { get; private set; }

    /// <summary>How many queues there are.</summary>
    public int Queues => _waiting.Count;

    /// <summary>Forgets everything, but not which posts are under way.</summary>
    public void Clear()
    {
        _waiting.Clear();
        Count = 0;
    }

    /// <summary>Takes a row in, at the place its number gives it.</summary>
    public void Add(ForwardRow row)
    {
        var root = _roots.GetValueOrDefault(row.Queue, row.Queue);
        if (!_waiting.TryGetValue(root, out var queue))
            _waiting[root] = queue = [];
        var place = queue.BinarySearch(row, InOrder);
        queue.Insert(place < 0 ? ~place : place, row);
        Count++;
    }

    /// <summary>The queues of which no post is under way, first row first.</summary>
    public IReadOnlyList<IReadOnlyList<ForwardRow>> Idle() =>
        [.. _waiting.Values.Where(queue => !queue.Exists(row => _inFlight.Contains(row.Seq)))];

    /// <summary>These rows go out in one post.</summary>
    public void Send(IReadOnlyList<ForwardRow> told) => _inFlight.UnionWith(told.Select(row => row.Seq));

    /// <summary>An answer came, or none ever will: the row leaves its queue.</summary>
    /// <returns>Whether it still stood there.</returns>
    public bool Answer(ForwardRow row)
    {
        _inFlight.Remove(row.Seq);
        var root = _roots.GetValueOrDefault(row.Queue, row.Queue);
        if (!_waiting.TryGetValue(root, out var queue) || queue.RemoveAll(one => one.Seq == row.Seq) == 0)
            return false;
        Count--;
        if (queue.Count == 0)
            _waiting.Remove(root);
        return true;
    }

    /// <summary>Looks which conversations are one today, and lets what waits for them stand in one queue. To be asked
    /// after each piece of the feed: it tells of whatever joins two.</summary>
    public async Task JoinAsync(CancellationToken ct)
    {
        var rows = _waiting.Values.SelectMany(queue => queue).OrderBy(row => row.Seq).ToList();
        var found = await Roots.OfAsync(book, rows.Select(row => row.Queue).ToHashSet(StringComparer.Ordinal), ct);
        _roots = found.Where(one => one.Key != one.Value.Id)
            .ToDictionary(one => one.Key, one => one.Value.Id, StringComparer.Ordinal);
        Clear();
        foreach (var row in rows)
            Add(row);
    }
}
