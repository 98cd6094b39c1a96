using Tandem.Domain.Identity;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>The conversations that stand for others today, merges followed.</summary>
internal static class Roots
{
    /// <summary>By the id asked for; what is not stored, or cannot be read, is left out. All are read together, merge
    /// by merge.</summary>
    /// <param name="book">Where they are.</param>
    /// <param name="ids">Which.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="broken">Gets the ids asked for that lead to a row which cannot be read.</param>
    public static async Task<IReadOnlyDictionary<string, Conversation>> OfAsync(
        IBook book, IReadOnlyCollection<string> ids, CancellationToken ct, ISet<string>? broken = null)
    {
        var unreadable = new HashSet<string>();
        var known = new Dictionary<string, Conversation>();
        var wanted = ids.ToHashSet();
        while (wanted.Count > 0)
        {
            var rows = await book.ReadAsync([.. wanted.Select(id => new RowKey(RowKinds.Conversation, id))], ct);
            foreach (var row in rows)
            {
                if (RowCodec.TryRead(row) is Conversation conversation)
                    known[row.Key.Key] = conversation;
                else
                    unreadable.Add(row.Key.Key);
            }

            wanted =
            [
                .. known.Values.Select(one => one.MergedInto).OfType<string>()
                    .Where(id => !known.ContainsKey(id) && !unreadable.Contains(id)),
            ];
        }

        var roots = new Dictionary<string, Conversation>();
        foreach (var id in ids)
        {
            var last = id;
            while (known.GetValueOrDefault(last)?.MergedInto is { } into)
                last = into;
            if (known.TryGetValue(last, out var found))
                roots[id] = found;
            else if (unreadable.Contains(last))
                broken?.Add(id);
        }

        return roots;
    }
}
