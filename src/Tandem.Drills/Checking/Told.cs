using System.Text.Json;

namespace Tandem.Drills.Checking;

/// <summary>What the hub has said 200 to: read from the acknowledged bytes by a reader of the drill's own.</summary>
internal sealed class Told
{
    /// <summary>Messages and changes told live, by wamid, with the first acknowledgement.</summary>
    public SortedDictionary<string, Acknowledgement> Live { get; } = new(StringComparer.Ordinal);

    /// <summary>Of those the ones told as echoes.</summary>
    public SortedSet<string> Echoes { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages and changes told as stand-ins only: that there is something, not what.</summary>
    public SortedSet<string> StandIns { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages told by history.</summary>
    public SortedSet<string> History { get; } = new(StringComparer.Ordinal);

    /// <summary>Statuses by wamid.</summary>
    public SortedDictionary<string, SortedSet<string>> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>Items in all acknowledged webhooks together.</summary>
    public long Items { get; private set; }

    public static Told Read(IEnumerable<Acknowledgement> acknowledgements)
    {
        var told = new Told();
        foreach (var acknowledgement in acknowledgements)
            told.Take(acknowledgement);
        return told;
    }

    private void Take(Acknowledgement acknowledgement)
    {
        using var json = JsonDocument.Parse(acknowledgement.Body);
        foreach (var value in Each(json.RootElement, "entry").SelectMany(entry => Each(entry, "changes"))
            .Select(change => change.GetProperty("value")))
        {
            foreach (var id in Ids(value, "messages"))
                Live.TryAdd(id, acknowledgement);
            StandIns.UnionWith(Each(value, "messages").Where(item => item.TryGetProperty("errors", out _))
                .Select(item => item.GetProperty("id").GetString()!));
            foreach (var id in Ids(value, "message_echoes"))
            {
                Live.TryAdd(id, acknowledgement);
                Echoes.Add(id);
            }

            foreach (var thread in Each(value, "history").SelectMany(chunk => Each(chunk, "threads")))
                History.UnionWith(Ids(thread, "messages"));
            foreach (var status in Each(value, "statuses"))
            {
                Items++;
                var id = status.GetProperty("id").GetString()!;
                if (!Statuses.TryGetValue(id, out var known))
                    Statuses.Add(id, known = new(StringComparer.Ordinal));
                known.Add(status.GetProperty("status").GetString()!);
            }
        }
    }

    private List<string> Ids(JsonElement json, string list)
    {
        var ids = Each(json, list).Select(item => HubRecord.Text(item, "id")).OfType<string>().ToList();
        Items += ids.Count;
        return ids;
    }

    private static IEnumerable<JsonElement> Each(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
