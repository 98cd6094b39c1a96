using System.Text.Json;
using Tandem.Drills.Storing;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Checking;

/// <summary>What the hub has stored in the end, read from the rows' JSON by a reader of the drill's own.</summary>
internal sealed class HubRecord
{
    public HubRecord(MemoryDisk disk)
    {
        foreach (var row in disk.Rows)
        {
            var json = JsonDocument.Parse(row.Body).RootElement;
            switch (row.Key.Kind)
            {
                case RowKinds.Message:
                    var isBeside = row.Parent?.StartsWith("beside:", StringComparison.Ordinal) == true;
                    Messages.Add(new StoredMessage(row.Key.Key, isBeside ? null : row.Parent, json));
                    break;
                case RowKinds.Conversation when Text(json, "merged_into") is { } into:
                    Merged.Add(row.Key.Key, into);
                    break;
                case RowKinds.Conversation:
                    Conversations.Add(row.Key.Key, json);
                    break;
                case RowKinds.Gap when Text(json, "message_id") is { } messageId && Text(json, "closed_at") is null:
                    OpenGaps[messageId] = Text(json, "kind") ?? "";
                    break;
                case RowKinds.Collision:
                    Collisions.Add((Text(json, "program_id")!, Text(json, "human_id")!));
                    break;
                case RowKinds.Timer:
                    Timers.Add(row.Key.Key);
                    break;
                case RowKinds.Outbox:
                    Sends.Add(row.Key.Key, new StoredSend(row.Key.Key, json));
                    break;
                case RowKinds.Ledger:
                    Ledgers.Add(row.Key.Key, json);
                    break;
                case RowKinds.Number:
                    Shorts.Add(row.Key.Key, Text(json, "short")!);
                    break;
            }
        }
    }

    public List<StoredMessage> Messages { get; } = [];

    /// <summary>Conversations that stand for themselves.</summary>
    public SortedDictionary<string, JsonElement> Conversations { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoredSend> Sends { get; } = new(StringComparer.Ordinal);

    /// <summary>What is missing of messages, by the hub's id of the message; no name: the first kind of gap.</summary>
    public SortedDictionary<string, string> OpenGaps { get; } = new(StringComparer.Ordinal);

    /// <summary>Pairs of messages that the hub says were said at the same time.</summary>
    public List<(string ProgramId, string HumanId)> Collisions { get; } = [];

    /// <summary>Timers that are still to come due, by key.</summary>
    public SortedSet<string> Timers { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts by owner.</summary>
    public SortedDictionary<string, JsonElement> Ledgers { get; } = new(StringComparer.Ordinal);

    /// <summary>Short names by phone number id.</summary>
    public SortedDictionary<string, string> Shorts { get; } = new(StringComparer.Ordinal);

    private Dictionary<string, StoredMessage> ById =>
        field ??= Messages.ToDictionary(row => row.Id, StringComparer.Ordinal);

    private SortedDictionary<string, string> Merged { get; } = new(StringComparer.Ordinal);

    /// <summary>The conversation a message stands in today.</summary>
    public string RootOf(string conversation)
    {
        while (Merged.TryGetValue(conversation, out var into))
            conversation = into;
        return conversation;
    }

    /// <summary>Whether another conversation proved to be this one.</summary>
    public bool TookAnotherIn(string conversation) => Merged.ContainsValue(conversation);

    /// <summary>The row a message id leads to: its own, or that of the message it proved to be.</summary>
    public StoredMessage? Follow(string? messageId)
    {
        var row = messageId is null ? null : ById.GetValueOrDefault(messageId);
        while (row is not null && Text(row.Json, "same_as") is { } same)
            row = ById.GetValueOrDefault(same);
        return row;
    }

    /// <summary>The conversation of a customer as it is stored now; null if there is none under that number.</summary>
    public static string? ConversationOf(MemoryDisk disk, string number, string customer) =>
        ConversationUnder(disk, number, $"wa:{customer}");

    /// <summary>The conversation of a peer key as it is stored now; null if there is none.</summary>
    public static string? ConversationUnder(MemoryDisk disk, string number, string peer)
    {
        if (disk.Table.Find(new RowKey(RowKinds.Number, number)) is not { } registered)
            return null;

        using var registration = JsonDocument.Parse(registered.Body);
        var key = $"{Text(registration.RootElement, "short")}/{peer}";
        if (disk.Table.Find(new RowKey(RowKinds.Peer, key)) is not { } linked)
            return null;

        using var link = JsonDocument.Parse(linked.Body);
        return Text(link.RootElement, "conversation_id");
    }

    /// <summary>Whether a conversation waits for a person who looks at what could not be read.</summary>
    public static bool WaitsForPerson(MemoryDisk disk, string conversation)
    {
        if (disk.Table.Find(new RowKey(RowKinds.Conversation, conversation)) is not { } row)
            return false;

        using var json = JsonDocument.Parse(row.Body);
        return Text(json.RootElement, "merged_into") is { } into
            ? WaitsForPerson(disk, into)
            : json.RootElement.TryGetProperty("hold", out var hold)
                && (Text(hold, "by") == "review"
                    || Text(hold, "until")?.StartsWith("9999-", StringComparison.Ordinal) == true); // without an end
    }

    internal static long Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    internal static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
