using Tandem.Domain.Identity;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>The conversations that stand for others today, merges followed.</summary>
internal static class Roots
{
    /// <summary>By the id asked for; what is not stored is left out. All are read together, merge by merge.</summary>
    public static async Task<IReadOnlyDictionary<string, Conversation>> OfAsync(
        IBook book, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var known = new Dictionary<string, Conversation>();
        var wanted = ids.ToHashSet();
        while (wanted.Count > 0)
        {
            var rows = await book.ReadAsync([.. wanted.Select(id => new RowKey(RowKinds.Conversation, id))], ct);
            foreach (var row in rows)
                known[row.Key.Key] = (Conversation)RowCodec.Read(row);
            wanted =
            [
                .. known.Values.Select(one => one.MergedInto).OfType<string>().Where(id => !known.ContainsKey(id)),
            ];
        }

        var roots = new Dictionary<string, Conversation>();
        foreach (var id in ids)
        {
            var found = known.GetValueOrDefault(id);
            while (found?.MergedInto is { } into)
                found = known.GetValueOrDefault(into);
            if (found is not null)
                roots[id] = found;
        }

        return roots;
    }
}
