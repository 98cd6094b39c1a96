using System.Runtime.CompilerServices;
using System.Text.Json;
using Tandem.Domain.Deciding;
using Tandem.Engine.Agents;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Replaying;

/// <summary>Every row of a number in the book against every row of the replay, whichever side it is on.</summary>
internal sealed class RowComparison(IBook book, string phoneNumberId, Differences differences)
{

    /// <summary>Compares; tells each difference.</summary>
    /// <returns>How many rows that were.</returns>
    public async Task<long> CompareAsync(ReplayDesk replay, CancellationToken ct)
    {
        var owner = Owner.Number(phoneNumberId);
        var made = replay.Rows.ToDictionary(row => row.Key);
        if (replay.Ledger != new LedgerCounts())
            made.Add(LedgerCounts.KeyOf(owner), replay.Ledger.Write(owner));
        var compared = (long)made.Count;
        await foreach (var row in StoredAsync(replay.Short, ct))
        {
            if (made.Remove(row.Key, out var change))
            {
                Compare(row, change);
                continue;
            }

            compared++;
            differences.Add(NameOf(row.Key), "only in the book");
        }

        foreach (var key in made.Keys.Order(RowKey.Order))
            differences.Add(NameOf(key), "only in the replay");
        return compared;
    }

    private async IAsyncEnumerable<Row> StoredAsync(
        string? shortName, [EnumeratorCancellation] CancellationToken ct)
    {
        RowKey[] single = [new(RowKinds.NumberState, phoneNumberId), LedgerCounts.KeyOf(Owner.Number(phoneNumberId))];
        foreach (var row in await book.ReadAsync(single, ct))
            yield return row;
        if (shortName is null)
            yield break;

        // Every sort there is: its keys are ids, "{short}-{position}", or begin with "{short}/".
        var codec = new RowCodec(phoneNumberId, shortName);
        foreach (var sort in Enum.GetValues<RowSort>().Where(sort => sort != RowSort.NumberState))
        {
            var (kind, prefix) = codec.KeyOf(new RowRef(sort, ""));
            await foreach (var row in book.BelowAsync(kind, shortName, prefix.Length > 0 ? '/' : '-', ct))
                yield return row;
        }
    }

    private void Compare(Row stored, RowChange made)
    {
        if (stored.Parent != made.Parent || stored.Sort != made.Sort)
            differences.Add(NameOf(stored.Key), "its place in listings");
        if (stored.Body.Span.SequenceEqual(made.Body!.Value.Span))
            return;

        // A private send is recorded without its words; the row has them until they are sent.
        var members = Members(stored.Body, made.Body.Value);
        if (stored.Key.Kind == RowKinds.Outbox && members is ["body"] && IsWordless(made.Body.Value))
            return;
        differences.Add(NameOf(stored.Key), string.Join(", ", members));
    }

    private static bool IsWordless(ReadOnlyMemory<byte> send)
    {
        using var row = JsonDocument.Parse(send);
        return TextOf(row.RootElement, "body") is null or "\"\"";
    }

    // By name only: their values may be what people wrote.
    private static IReadOnlyList<string> Members(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> made)
    {
        using var left = JsonDocument.Parse(stored);
        using var right = JsonDocument.Parse(made);
        if (left.RootElement.ValueKind != JsonValueKind.Object)
            return ["it is no row as this version writes it"];

        var names = left.RootElement.EnumerateObject().Concat(right.RootElement.EnumerateObject())
            .Select(member => member.Name).Distinct()
            .Where(name => TextOf(left.RootElement, name) != TextOf(right.RootElement, name))
            .ToList();
        return names.Count > 0 ? names : ["its spelling"];
    }

    private static string? TextOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetRawText() : null;

    private static string NameOf(RowKey key) => $"{key.Kind} {Veiled(key)}";

    // A key that is a person's address is shown by its end: enough to find the row, not enough to write to anybody.
    private static string Veiled(RowKey key) => key.Kind is RowKinds.Peer or RowKinds.Contact or RowKinds.PrivateMark
        && key.Key.Length > 4
        ? $"{key.Key[..(key.Key.IndexOf(':', StringComparison.Ordinal) + 1)]}…{key.Key[^4..]}"
        : key.Key;
}
