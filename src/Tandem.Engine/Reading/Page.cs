using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>A part of a list, in the envelope that Graph uses for lists.</summary>
/// <param name="Data">The elements, in the order of the list.</param>
/// <param name="Paging">How to go on.</param>
/// <param name="Unreadable">Ids of elements of this page whose rows cannot be read, so that they are not among the
/// others; null: all can be.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Data,
    Paging Paging,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Unreadable = null);

/// <summary>Makes pages.</summary>
public static class Page
{
    /// <summary>A page without elements, behind which there are none.</summary>
    public static Page<T> Empty<T>() => new([], new Paging(new PageCursors(null, null), null));
}

/// <summary>How to go on from a page.</summary>
/// <param name="Cursors">The places of its first and last element.</param>
/// <param name="Next">The next page's address; null on the last page.</param>
public sealed record Paging(PageCursors Cursors, string? Next);

/// <summary>The places of a page's first and last element; both null on an empty page. Opaque.</summary>
/// <param name="Before">Hand it back as <c>before</c> for what comes ahead of this page.</param>
/// <param name="After">Hand it back as <c>after</c> for what follows this page.</param>
public sealed record PageCursors(string? Before, string? After);

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">At most this many elements; see <see cref="MostElements"/>.</param>
/// <param name="After">What follows this place …</param>
/// <param name="Before">… or what comes ahead of this one.</param>
/// <param name="IsNewestFirst">Timelines: newest first instead of oldest first.</param>
public sealed record PageAsk(int Limit, string? After = null, string? Before = null, bool IsNewestFirst = false)
{
    /// <summary>Elements of a page when nobody says how many.</summary>
    public const int UsualElements = 50;

    /// <summary>Most elements of a page: readers never hold a transaction longer than a page.</summary>
    public const int MostElements = 500;

    /// <summary>The first page of the usual size.</summary>
    public static readonly PageAsk First = new(UsualElements);

    internal int Wanted => Math.Clamp(Limit, 1, MostElements);
}

/// <summary>A cursor that this hub did not hand out.</summary>
public sealed class CursorUnreadableException(string cursor)
    : Exception($"'{cursor}' is not a cursor of this list: use paging.cursors of a page, unchanged.");
