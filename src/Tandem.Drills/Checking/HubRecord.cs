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
                    Messages.Add(new StoredMessage(row.Key.Key, row.Parent, json));
                    break;
                case RowKinds.Conversation when Text(json, "merged_into") is { } into:
                    Merged.Add(row.Key.Key, into);
                    break;
                case RowKinds.Conversation:
                    Conversations.Add(row.Key.Key, json);
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
    public static string? ConversationOf(MemoryDisk disk, string number, string customer)
    {
        if (disk.Table.Find(new RowKey(RowKinds.Number, number)) is not { } registered)
            return null;

        using var registration = JsonDocument.Parse(registered.Body);
        var key = $"{Text(registration.RootElement, "short")}/wa:{customer}";
        if (disk.Table.Find(new RowKey(RowKinds.Peer, key)) is not { } peer)
            return null;

        using var link = JsonDocument.Parse(peer.Body);
        return Text(link.RootElement, "conversation_id");
    }

    /// <summary>Whether a conversation waits for a person who looks at what could not be read.</summary>
    public static bool WaitsForReview(MemoryDisk disk, string conversation)
    {
        if (disk.Table.Find(new RowKey(RowKinds.Conversation, conversation)) is not { } row)
            return false;

        using var json = JsonDocument.Parse(row.Body);
        return Text(json.RootElement, "merged_into") is { } into
            ? WaitsForReview(disk, into)
            : json.RootElement.TryGetProperty("hold", out var hold) && Text(hold, "by") == "review";
    }

    internal static long Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    internal static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A message row.</summary>
/// <param name="Id">The hub's id.</param>
/// <param name="Conversation">The conversation it is listed under; null: it is not on the timeline.</param>
/// <param name="Json">The row.</param>
internal sealed record StoredMessage(string Id, string? Conversation, JsonElement Json)
{
    public string? Wamid => HubRecord.Text(Json, "wamid");

    public string Direction => HubRecord.Text(Json, "direction") ?? "";

    public string Origin => HubRecord.Text(Json, "origin") ?? "";

    public string Stage => HubRecord.Text(Json, "stage") ?? "";

    public string? SendId => HubRecord.Text(Json, "send_id");

    /// <summary>The position of the input that made it: of the release, for what the hub sent.</summary>
    public long Place => HubRecord.Number(Json, "place");

    /// <summary>The conversation it was filed in, on the timeline or not.</summary>
    public string FiledIn => HubRecord.Text(Json, "conversation_id") ?? "";

    public bool IsRevoked => Json.TryGetProperty("is_revoked", out var revoked) && revoked.GetBoolean();

    /// <summary>The words on it: text or caption, the latest edit counts.</summary>
    public string? Words
    {
        get
        {
            var said = Json.TryGetProperty("edit", out var edit) ? HubRecord.Text(edit, "json")
                : Json.TryGetProperty("content", out var content) ? HubRecord.Text(content, "json")
                : null;
            return said is null ? null : WordsIn(JsonDocument.Parse(said).RootElement);
        }
    }

    /// <summary>The emoji one party put on it; null for none.</summary>
    public string? ReactionOf(string party) =>
        Json.TryGetProperty("reactions", out var reactions)
            ? reactions.EnumerateArray().Where(reaction => HubRecord.Text(reaction, "by") == party)
                .Select(reaction => HubRecord.Text(reaction, "emoji")).FirstOrDefault(emoji => emoji is { Length: > 0 })
            : null;

    /// <summary>Text or caption of a message object.</summary>
    public static string? WordsIn(JsonElement message)
    {
        foreach (var (type, field) in new[] { ("text", "body"), ("image", "caption") })
        {
            if (message.TryGetProperty(type, out var content) && content.ValueKind == JsonValueKind.Object)
                return HubRecord.Text(content, field);
        }

        return null;
    }
}

/// <summary>An outbox row.</summary>
internal sealed record StoredSend(string Id, JsonElement Json)
{
    /// <summary>Left out where it is the first of its kind.</summary>
    public string State => HubRecord.Text(Json, "state") ?? "Queued";

    public string? Wamid => HubRecord.Text(Json, "wamid");

    /// <summary>The position of the request.</summary>
    public long Made => HubRecord.Number(Json, "made");

    /// <summary>Why it did not go, with what caused that.</summary>
    public (string? Code, string? CausedBy) Refusal => Json.TryGetProperty("refusal", out var refusal)
        ? (HubRecord.Text(refusal, "code"), HubRecord.Text(refusal, "caused_by"))
        : default;

    /// <summary>Who waits for the answer, and how long; null when nobody does.</summary>
    public (string Process, DateTimeOffset Until)? Waiter => Json.TryGetProperty("waiter", out var waiter)
        ? (HubRecord.Text(waiter, "process")!, waiter.GetProperty("until").GetDateTimeOffset())
        : null;

    /// <summary>The caller's own id, from the body it gave.</summary>
    public string? CallId =>
        HubRecord.Text(Json, "body") is { } body ? HubRecord.Text(JsonDocument.Parse(body).RootElement, "drill") : null;
}
