using Tandem.Domain.Deciding;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Turns a wish for a page into a listing of rows, and the rows into a page.</summary>
/// <remarks>
/// A page of which only some rows are kept may hold fewer than asked for, or none, and name a next one all the same: no
/// more than <see cref="PageAsk.MostElements"/> rows are looked at for it. A row that cannot be read is named in place
/// of being shown: it must not hide the others.
/// </remarks>
internal static class RowPages
{
    /// <summary>One page of the mind's rows of a kind under some parents, each made into a view.</summary>
    /// <param name="book">Where the rows are.</param>
    /// <param name="kind">Which rows.</param>
    /// <param name="parents">Under any of these.</param>
    /// <param name="isDescending">The list's own direction.</param>
    /// <param name="ask">Which part.</param>
    /// <param name="view">Makes a row into what is shown.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="keeps">Which of them are shown; null: all.</param>
    public static async Task<Page<T>> ReadAsync<T>(
        IBook book,
        string kind,
        IReadOnlyList<string> parents,
        bool isDescending,
        PageAsk ask,
        Func<IRow, T> view,
        CancellationToken ct,
        Func<T, bool>? keeps = null)
    {
        var (after, before) = (Cursor.Read(ask.After), Cursor.Read(ask.Before));

        // Going back from a place means reading the other way round, then turning the rows again.
        var isBackward = after is null && before is not null;
        var reads = isDescending != isBackward;
        var looks = (keeps is null ? ask.Wanted : PageAsk.MostElements) + 1;
        var range = isDescending
            ? new RowRange(kind, parents, After: before, Before: after, reads, looks)
            : new RowRange(kind, parents, After: after, Before: before, reads, looks);
        var rows = await book.PageAsync(range, ct);
        var shown = new List<T>(ask.Wanted);
        var unreadable = new List<string>();
        var seen = 0;
        while (seen < Math.Min(rows.Count, looks - 1) && shown.Count < ask.Wanted)
        {
            var row = rows[seen++];
            if (RowCodec.TryRead(row) is not { } read)
                unreadable.Add(row.Key.Key);
            else if (view(read) is var one && keeps?.Invoke(one) != false)
                shown.Add(one);
        }

        // Where nothing is left out, the last row seen is the last one shown.
        var (near, far) = seen == 0 ? (null, null) : (CursorOf(rows[0]), CursorOf(rows[seen - 1]));
        if (isBackward)
            shown.Reverse();
        var cursors = isBackward ? new PageCursors(far, near) : new PageCursors(near, far);
        var hasMore = rows.Count > seen;
        var next = seen > 0 && (isBackward || hasMore) ? cursors.After : null;
        return new Page<T>(shown, new Paging(cursors, next), unreadable.Count == 0 ? null : unreadable);
    }

    private static string CursorOf(Row row) => Cursor.Of(new RowPlace(row.Sort, row.Key.Key));
}
