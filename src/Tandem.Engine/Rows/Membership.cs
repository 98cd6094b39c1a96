using Tandem.Engine.Storing;

namespace Tandem.Engine.Rows;

/// <summary>Which conversations are one.</summary>
internal static class Membership
{
    private const int MostMembers = 1000;

    private static readonly ILookup<string, string> Nothing =
        Array.Empty<string>().ToLookup(id => id, StringComparer.Ordinal);

    /// <summary>A conversation, those merged into it, those merged into these, and so on.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(IBook book, string root, CancellationToken ct) =>
        OfAsync(book, root, Nothing, ct);

    /// <summary>The same, with merges that are decided and not stored yet.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(
        IBook book, string root, ILookup<string, string> merged, CancellationToken ct)
    {
        var members = new List<string> { root };
        IReadOnlyList<string> newest = members;
        while (newest.Count > 0)
        {
            var range = new RowRange(
                RowKinds.Conversation, [.. newest.Select(Listings.MergedInto)], null, null, Descending: false,
                MostMembers);
            newest =
            [
                .. (await book.PageAsync(range, ct)).Select(row => row.Key.Key)
                    .Concat(newest.SelectMany(id => merged[id])).Distinct().Except(members),
            ];
            members.AddRange(newest);
        }

        return members;
    }
}
