using System.Runtime.CompilerServices;

namespace Tandem.Engine.Storing;

/// <summary>Reads all rows of a kind between two keys, a page at a time.</summary>
internal static class BookScans
{
    private const int Page = 500;

    /// <summary>Rows whose keys begin with a prefix and a separator, by key.</summary>
    /// <param name="book">Where they are.</param>
    /// <param name="kind">Which rows.</param>
    /// <param name="prefix">How their keys begin.</param>
    /// <param name="separator">What follows it.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async IAsyncEnumerable<Row> BelowAsync(
        this IBook book, string kind, string prefix, char separator, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = $"{prefix}{separator}";
        var below = $"{prefix}{(char)(separator + 1)}";
        while (await book.ScanAsync(kind, after, below, Page, ct) is [.., var last] rows)
        {
            foreach (var row in rows)
                yield return row;
            after = last.Key.Key;
        }
    }
}
