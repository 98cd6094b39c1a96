namespace Tandem.Domain.Deciding;

/// <summary>The rows an input touches, as they are stored; a row known to be absent is held as null.</summary>
public sealed class Slice
{
    private readonly Dictionary<RowRef, IRow?> _rows = [];

    /// <summary>How many rows it knows of.</summary>
    public int Count => _rows.Count;

    /// <summary>Puts a row, or its absence, into the slice.</summary>
    public void Put(RowRef row, IRow? value) => _rows[row] = value;

    /// <summary>Whether the slice knows of this row: present or absent.</summary>
    public bool Knows(RowRef row) => _rows.ContainsKey(row);

    /// <summary>The row, or null where it is absent.</summary>
    /// <exception cref="InvalidOperationException">Never asked for: <see cref="Mind.Needs"/> forgot it.</exception>
    public T? Find<T>(RowRef row)
        where T : class, IRow =>
        _rows.TryGetValue(row, out var value)
            ? (T?)value
            : throw new InvalidOperationException($"The slice lacks {row.Kind} '{row.Key}': Needs does not name it.");

    /// <summary>The row if the slice holds one; null where it is absent or not asked for yet.</summary>
    public T? Peek<T>(RowRef row)
        where T : class, IRow => _rows.GetValueOrDefault(row) as T;
}
