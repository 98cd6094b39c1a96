namespace Tandem.Engine.Storing;

/// <summary>Names one row of the book.</summary>
/// <param name="Kind">What it is; see <see cref="RowKinds"/>. Stored, never renamed.</param>
/// <param name="Key">Its key within the kind.</param>
public readonly record struct RowKey(string Kind, string Key)
{
    /// <summary>Kind, then key, both ordinal: the order in which anything that enumerates rows does so.</summary>
    public static readonly Comparer<RowKey> Order = Comparer<RowKey>.Create((a, b) =>
        string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind : string.CompareOrdinal(a.Key, b.Key));
}

/// <summary>One row of the book: a small JSON document, found by key or listed under a parent in order.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Parent">What it is listed under, or null when it is only ever found by key.</param>
/// <param name="Sort">Its place below the parent, ascending; see <see cref="SortKey"/>. 0 without a parent.</param>
/// <param name="Body">The document: UTF-8 JSON.</param>
/// <param name="Version">Counts writes of this row, from 1. Set by the store.</param>
public sealed record Row(RowKey Key, string? Parent, long Sort, ReadOnlyMemory<byte> Body, long Version);

/// <summary>A change of one row inside a commit.</summary>
/// <param name="Key">Which row.</param>
/// <param name="Parent">What it is listed under from now on.</param>
/// <param name="Sort">Its place below the parent.</param>
/// <param name="Body">The new document, or null to delete the row.</param>
/// <param name="ExpectedVersion">
/// null: write whatever is there (rows of one owner need no more than the epoch). Otherwise the version read before,
/// 0 for "must not exist yet": for rows that several owners share. A mismatch fails the whole commit.
/// </param>
public sealed record RowChange(
    RowKey Key, string? Parent, long Sort, ReadOnlyMemory<byte>? Body, long? ExpectedVersion = null);

/// <summary>A part of a listing.</summary>
/// <param name="Kind">Rows of this kind …</param>
/// <param name="Parents">… under any of these parents …</param>
/// <param name="After">… with (sort, key) above this place, exclusive; null from the beginning …</param>
/// <param name="Before">… and below this place, exclusive; null to the end …</param>
/// <param name="Descending">… in descending order if true …</param>
/// <param name="Limit">… at most this many.</param>
public sealed record RowRange(
    string Kind, IReadOnlyList<string> Parents, RowPlace? After, RowPlace? Before, bool Descending, int Limit);

/// <summary>A place in a listing: sort, then key (ordinal) where sorts are equal.</summary>
public sealed record RowPlace(long Sort, string Key);
