using Tandem.Engine.Storing;

namespace Tandem.Drills.Storing;

/// <summary>The rows of the simulated book: by key, and listed under their parents.</summary>
internal sealed class MemoryRows
{
    private static readonly Comparer<RowPlace> PlaceOrder = Comparer<RowPlace>.Create((a, b) =>
        a.Sort.CompareTo(b.Sort) is var sort and not 0 ? sort : string.CompareOrdinal(a.Key, b.Key));

    private readonly Dictionary<RowKey, Row> _rows = [];
    private readonly Dictionary<(string Kind, string Parent), SortedSet<RowPlace>> _lists = [];

    public IEnumerable<Row> All => _rows.Values.OrderBy(row => row.Key, RowKey.Order);

    public Row? Find(RowKey key) => _rows.GetValueOrDefault(key);

    public void Apply(RowChange change)
    {
        var old = Find(change.Key);
        if (old is { Parent: { } oldParent })
            _lists[(old.Key.Kind, oldParent)].Remove(new RowPlace(old.Sort, old.Key.Key));

        if (change.Body is not { } body)
        {
            _rows.Remove(change.Key);
            return;
        }

        _rows[change.Key] =
            new Row(change.Key, change.Parent, change.Sort, body.ToArray(), (old?.Version ?? 0) + 1);
        if (change.Parent is { } parent)
            ListOf(change.Key.Kind, parent).Add(new RowPlace(change.Sort, change.Key.Key));
    }

    public IReadOnlyList<Row> Page(RowRange range)
    {
        if (range.Parents is [var only])
        {
            return _lists.TryGetValue((range.Kind, only), out var list)
                ? [.. Between(list, range).Select(place => _rows[new RowKey(range.Kind, place.Key)])]
                : [];
        }

        var found = new List<Row>();
        foreach (var parent in range.Parents.Distinct())
        {
            if (_lists.TryGetValue((range.Kind, parent), out var part))
                found.AddRange(Between(part, range).Select(place => _rows[new RowKey(range.Kind, place.Key)]));
        }

        var ascending = found.OrderBy(row => new RowPlace(row.Sort, row.Key.Key), PlaceOrder);
        return [.. (range.Descending ? ascending.Reverse() : ascending).Take(range.Limit)];
    }

    /// <summary>Looks at every row: for the end of a world, not for its course.</summary>
    public IReadOnlyList<Row> Scan(string kind, string after, string below, int limit) =>
    [
        .. _rows.Values
            .Where(row => row.Key.Kind == kind && string.CompareOrdinal(row.Key.Key, after) > 0
                && string.CompareOrdinal(row.Key.Key, below) < 0)
            .OrderBy(row => row.Key.Key, StringComparer.Ordinal)
            .Take(limit),
    ];

    private static IEnumerable<RowPlace> Between(SortedSet<RowPlace> list, RowRange range)
    {
        if (list.Count == 0)
            return [];
        if (range is { After: null, Before: null })
            return (range.Descending ? list.Reverse() : list).Take(range.Limit);

        var low = range.After ?? list.Min!;
        var high = range.Before ?? list.Max!;
        if (PlaceOrder.Compare(low, high) > 0)
            return [];

        var view = list.GetViewBetween(low, high);
        return (range.Descending ? view.Reverse() : view)
            .Where(place => place != range.After && place != range.Before)
            .Take(range.Limit);
    }

    private SortedSet<RowPlace> ListOf(string kind, string parent)
    {
        if (!_lists.TryGetValue((kind, parent), out var list))
            _lists.Add((kind, parent), list = new SortedSet<RowPlace>(PlaceOrder));

        return list;
    }
}
