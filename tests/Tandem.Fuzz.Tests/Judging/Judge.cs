using System.Text;
using System.Text.Json;
using Tandem.Engine.Journal;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests.Judging;

/// <summary>
/// Looks at what a hub made of its inputs: nothing crashed on the way, every item is decided, the ledger balances,
/// replay gives the same, and every message stands with a person, and under a number, that its own JSON names.
/// </summary>
internal sealed class Judge
{
    private const int LongestKey = 1_000;
    private const int MostShown = 3;

    private static readonly HashSet<string> Businesses = [.. Mill.Shops.Select(shop => shop.Digits)];

    private readonly Kinship _kin = new();
    private readonly Dictionary<string, HashSet<string>> _stated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<byte[]>> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _signedFor = new(StringComparer.Ordinal);

    /// <summary>How many canaries were found on messages and judged by what was said of them.</summary>
    public int Judged { get; private set; }

    /// <summary>How many were found of which nothing was said.</summary>
    public int Unstated { get; private set; }

    /// <summary>Hears what an acknowledged input says.</summary>
    public void Hear(FuzzInput input)
    {
        var said = Testimony.Of(input.Body, Businesses);
        foreach (var link in said.Links)
            _kin.Join(link);
        foreach (var (canary, names) in said.Stated)
        {
            Add(_stated, canary, names);
            (_bodies.TryGetValue(canary, out var bodies) ? bodies : _bodies[canary] = []).Add(input.Body);
            Add(_numbers, canary, said.Numbers[canary]);
            Add(_signedFor, canary, [input.SignedBy!.PhoneNumberId]);
        }
    }

    /// <summary>What is wrong; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(FuzzedHub hub)
    {
        var wrong = new List<string>();
        FindBroken(hub, wrong);
        FindLongKeys(hub, wrong);
        await FindUnbalancedAsync(hub, wrong);
        await FindUndoneAsync(hub, wrong);
        foreach (var shop in Mill.Shops)
        {
            var replay = await new Replay(hub.Storage).RunAsync(
                shop.PhoneNumberId, new Progress<ReplayProgress>(), CancellationToken.None);
            if (replay.Verdict != ReplayVerdict.Same)
                wrong.Add($"replay of {shop.PhoneNumberId}: {replay.Verdict} {replay.Why} "
                    + string.Join("; ", replay.Differences));
        }

        FindMisfiled(hub, wrong);
        return wrong;
    }

    private static void Add(Dictionary<string, HashSet<string>> all, string key, IEnumerable<string> more)
    {
        if (!all.TryGetValue(key, out var known))
            all[key] = known = new(StringComparer.Ordinal);
        known.UnionWith(more);
    }

    // What the engine catches so that the rest goes on is a crash all the same.
    private static void FindBroken(FuzzedHub hub, List<string> wrong)
    {
        wrong.AddRange(hub.Disk.Inputs
            .Where(input => input.Reason?.StartsWith("could not be", StringComparison.Ordinal) == true)
            .Select(input => $"{input.Owner} {input.Kind}: {input.Reason} (delivery {input.DeliveryId})"));
    }

    // Indexes take no key of any length: a row that one store refuses would stop its owner there.
    private static void FindLongKeys(FuzzedHub hub, List<string> wrong) =>
        wrong.AddRange(hub.Disk.Rows
            .Where(row => row.Key.Key.Length + (row.Parent?.Length ?? 0) > LongestKey)
            .Select(row => $"a {row.Key.Kind} has a key of {row.Key.Key.Length} characters"));

    // What the intake counted, the decisions account for.
    private static async Task FindUnbalancedAsync(FuzzedHub hub, List<string> wrong)
    {
        foreach (var ledger in hub.Disk.Rows.Where(row => row.Key.Kind == RowKinds.Ledger))
        {
            var owner = new Owner(ledger.Key.Key);
            var decided = JsonElement.Parse(ledger.Body.Span).EnumerateObject()
                .Where(count => count.Value.ValueKind == JsonValueKind.Number).Sum(count => count.Value.GetInt64());
            var received = await hub.Storage.Journal.CountReceivedItemsAsync(owner, CancellationToken.None);
            if (decided != received)
                wrong.Add($"the ledger of {owner} accounts for {decided} items of {received}");
        }
    }

    // What names a number or account that nobody registered waits for that; all else is done by now.
    private static async Task FindUndoneAsync(FuzzedHub hub, List<string> wrong)
    {
        foreach (var owner in Mill.Owners)
        {
            foreach (var lane in Enum.GetValues<Lane>())
            {
                if (await hub.Storage.Journal.ReadUndoneAsync(owner, lane, 1, CancellationToken.None) is [var undone])
                    wrong.Add($"delivery {undone.Id} of {owner} is undone");
            }
        }
    }

    private void FindMisfiled(FuzzedHub hub, List<string> wrong)
    {
        var keys = KeysByConversation(hub, out var numbers);
        foreach (var row in hub.Disk.Rows.Where(row => row.Key.Kind == RowKinds.Message))
        {
            var text = Encoding.UTF8.GetString(row.Body.Span);
            var conversation = JsonElement.Parse(text).GetProperty("conversation_id").GetString()!;
            foreach (var canary in CanariesOf(JsonElement.Parse(text)))
            {
                if (!_stated.TryGetValue(canary, out var stated))
                {
                    Unstated++; // cut out of a body that is no JSON on its own: nobody stated anything
                    continue;
                }

                Judged++;
                if (numbers.GetValueOrDefault(conversation) is { } owner
                    && !(_numbers[canary].Contains(owner) && _signedFor[canary].Contains(owner)))
                    wrong.Add($"{canary} stands under number {owner}, names {string.Join(",", _numbers[canary])}, "
                        + $"is signed for {string.Join(",", _signedFor[canary])}");
                var allowed = stated.Select(_kin.RootOf).ToHashSet(StringComparer.Ordinal);
                var shown = keys.GetValueOrDefault(conversation) ?? [];
                if (!shown.Any(key => allowed.Contains(_kin.RootOf(key))))
                    wrong.Add($"{canary} of {string.Join(",", stated)} stands in {conversation} of "
                        + $"{string.Join(",", shown)}: {text}\n{string.Join('\n', Bodies(canary))}");
            }
        }
    }

    // Of what the row itself says; an object inside may be another's, which somebody quoted or put there.
    private static IEnumerable<string> CanariesOf(JsonElement row)
    {
        foreach (var part in new[] { "content", "edit" })
        {
            if (row.TryGetProperty(part, out var kept) && kept.ValueKind == JsonValueKind.Object
                && kept.TryGetProperty("json", out var json)
                && JsonElement.Parse(json.GetString()!) is { ValueKind: JsonValueKind.Object } said
                && said.TryGetProperty(Testimony.Canary, out var canary) && canary.ValueKind == JsonValueKind.String)
                yield return canary.GetString()!;
        }
    }

    private IEnumerable<string> Bodies(string canary) =>
        _bodies[canary].Take(MostShown).Select(body => Encoding.UTF8.GetString(body));

    // By the conversation that rows name, whatever it proved to be since.
    private static Dictionary<string, HashSet<string>> KeysByConversation(
        FuzzedHub hub, out Dictionary<string, string> numbers)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var shorts = hub.Disk.Rows.Where(row => row.Key.Kind == RowKinds.Number).ToDictionary(
            row => JsonElement.Parse(row.Body.Span).GetProperty("short").GetString()!, row => row.Key.Key);
        numbers = new(StringComparer.Ordinal);
        foreach (var row in hub.Disk.Rows.Where(row => row.Key.Kind is RowKinds.Conversation))
        {
            var json = JsonElement.Parse(row.Body.Span);
            numbers[row.Key.Key] = shorts[row.Key.Key.Split('-')[0]];
            Add(keys, row.Key.Key, []);
            if (json.TryGetProperty("merged_into", out var into) && into.ValueKind == JsonValueKind.String)
                merged[row.Key.Key] = into.GetString()!;
        }

        foreach (var row in hub.Disk.Rows.Where(row => row.Key.Kind == RowKinds.Peer))
        {
            var json = JsonElement.Parse(row.Body.Span);
            var name = json.GetProperty("key").GetString()!;
            Add(keys, Root(json.GetProperty("conversation_id").GetString()!), [name[(name.IndexOf(':') + 1)..]]);
        }

        return keys.ToDictionary(
            pair => pair.Key, pair => keys.GetValueOrDefault(Root(pair.Key)) ?? [], StringComparer.Ordinal);

        string Root(string id)
        {
            while (merged.TryGetValue(id, out var into))
                id = into;
            return id;
        }
    }
}
