using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Turns a wish for a page into a listing of rows, and the rows into a page.</summary>
internal static class RowPages
{
    /// <summary>One page of rows of a kind under some parents, each made into a view.</summary>
    /// <param name="book">Where the rows are.</param>
    /// <param name="kind">Which rows.</param>
    /// <param name="parents">Under any of these.</param>
    /// <param name="isDescending">The list's own direction.</param>
    /// <param name="ask">Which part.</param>
    /// <param name="view">Makes a row into what is shown.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<Page<T>> ReadAsync<T>(
        IBook book,
        string kind,
        IReadOnlyList<string> parents,
        bool isDescending,
        PageAsk ask,
        Func<Row, T> view,
        CancellationToken ct)
    {
        var (after, before) = (Cursor.Read(ask.After), Cursor.Read(ask.Before));

        // Going back from a place means reading the other way round, then turning the rows again.
        var isBackward = after is null && before is not null;
        var reads = isDescending != isBackward;
        var range = isDescending
            ? new RowRange(kind, parents, After: before, Before: after, reads, ask.Wanted + 1)
            : new RowRange(kind, parents, After: after, Before: before, reads, ask.Wanted + 1);
        var rows = await book.PageAsync(range, ct);
        var hasMore = rows.Count > ask.Wanted;
        Row[] shown = [.. isBackward ? rows.Take(ask.Wanted).Reverse() : rows.Take(ask.Wanted)];

        var cursors = shown.Length == 0
            ? new PageCursors(null, null)
            : new PageCursors(CursorOf(shown[0]), CursorOf(shown[^1]));
        var next = (isBackward || hasMore) && shown.Length > 0 ? cursors.After : null;
        return new Page<T>([.. shown.Select(view)], new Paging(cursors, next));
    }

    private static string CursorOf(Row row) => Cursor.Of(new RowPlace(row.Sort, row.Key.Key));
}
