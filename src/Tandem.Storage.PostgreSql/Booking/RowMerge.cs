using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>What a group of commits leaves of each row, so that one statement can write it.</summary>
internal sealed class RowMerge
{
    /// <summary>In the order in which every process locks rows, so that they do not lock each other out.</summary>
    public SortedDictionary<RowKey, MergedRow> Rows { get; } = new(RowKey.Order);

    /// <summary>Adds a change whose expected version has been checked.</summary>
    public void Add(RowChange change)
    {
        if (!Rows.TryGetValue(change.Key, out var row))
            Rows.Add(change.Key, row = new MergedRow { IsNew = change.ExpectedVersion == 0 });

        row.Last = change;
        row.IsDeletedFirst |= change.Body is null;
        row.Writes = change.Body is null ? 0 : row.Writes + 1;
    }
}

/// <summary>One row after all changes of a group.</summary>
internal sealed class MergedRow
{
    /// <summary>The newest change; without a body, nothing is left.</summary>
    public RowChange Last { get; set; } = null!;

    /// <summary>The first change said that the row must not exist: it is inserted, never updated.</summary>
    public bool IsNew { get; init; }

    /// <summary>What was stored before goes, whatever follows.</summary>
    public bool IsDeletedFirst { get; set; }

    /// <summary>Writes since the last deletion: what its version grows by.</summary>
    public int Writes { get; set; }
}
