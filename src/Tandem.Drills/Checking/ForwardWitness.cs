using System.Text.Json;
using Tandem.Drills.Running;

namespace Tandem.Drills.Checking;

/// <summary>Watches what goes to the bot: customers' messages and statuses, each by a name of its own.</summary>
internal sealed class ForwardWitness(Trace trace)
{
    private readonly Dictionary<string, string> _queued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _over = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private string? _claimedBy;

    /// <summary>What the bot heard, each once, in the order of the first time.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>What was told again though it was over: the bot had answered 200, and that was stored.</summary>
    public List<(string Name, long Over, long Told)> Again { get; } = [];

    /// <summary>A process takes the bot's endpoint over.</summary>
    public void Claimed(string process) => _claimedBy = process;

    /// <summary>An item is queued for the bot.</summary>
    public void Queued(string row, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        if (NameOf(json.RootElement.GetProperty("item")) is { } name)
            _queued[row] = name;
    }

    /// <summary>An item was told, and that is stored.</summary>
    public void Over(string row)
    {
        if (_queued.TryGetValue(row, out var name))
            _over.TryAdd(name, trace.Count);
    }

    /// <summary>A post leaves the hub.</summary>
    public void Tells(string process, ReadOnlyMemory<byte> body)
    {
        if (process == _claimedBy) // one that does not know yet that its time is over learns it by its next commit
            Again.AddRange(NamesIn(body).Where(_over.ContainsKey).Select(name => (name, _over[name], trace.Count)));
    }

    /// <summary>A post arrives at the bot.</summary>
    public void Hears(ReadOnlyMemory<byte> body) => Heard.AddRange(NamesIn(body).Where(_heard.Add));

    /// <summary>The name of an item as the feed holds it; null for what is no message and no status.</summary>
    public static string? NameOf(JsonElement forwarded) =>
        forwarded.TryGetProperty("item", out var item) && HubRecord.Text(forwarded, "list") is { } list
        && HubRecord.Text(forwarded, "field") == "messages"
            ? Name(list, item)
            : null;

    private static List<string> NamesIn(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return
        [
            .. json.RootElement.GetProperty("entry").EnumerateArray()
                .SelectMany(entry => entry.GetProperty("changes").EnumerateArray())
                .Where(change => HubRecord.Text(change, "field") == "messages")
                .Select(change => change.GetProperty("value"))
                .SelectMany(value => new[] { "messages", "statuses" }
                    .Where(list => value.TryGetProperty(list, out _))
                    .SelectMany(list => value.GetProperty(list).EnumerateArray().Select(item => Name(list, item))))
                .OfType<string>(),
        ];
    }

    private static string? Name(string list, JsonElement item) => list switch
    {
        "messages" => HubRecord.Text(item, "id"),
        "statuses" => $"{HubRecord.Text(item, "id")} {HubRecord.Text(item, "status")}",
        _ => null,
    };
}
