using System.Text.Json;

namespace Tandem.Drills.Checking;

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

    /// <summary>Left out where it is the first of its kind.</summary>
    public string Lane => HubRecord.Text(Json, "lane") ?? "Human";

    /// <summary>When it was given to the wire last, by the hub's clock.</summary>
    public DateTimeOffset ReleasedAt => Json.GetProperty("released_at").GetDateTimeOffset();

    /// <summary>The position of the request.</summary>
    public long Made => HubRecord.Number(Json, "made");

    /// <summary>The message it became; null before release.</summary>
    public string? MessageId => HubRecord.Text(Json, "message_id");

    /// <summary>Whether a person is asked what became of it.</summary>
    public bool IsAskedAbout => HubRecord.Text(Json, "asked_at") is not null;

    /// <summary>Why it did not go, with what caused that.</summary>
    public (string? Code, string? MessageId) Refusal => Json.TryGetProperty("refusal", out var refusal)
        ? (HubRecord.Text(refusal, "code"), HubRecord.Text(refusal, "message_id"))
        : default;

    /// <summary>Who waits for the answer, and how long; null when nobody does.</summary>
    public (string Process, DateTimeOffset Until)? Waiter => Json.TryGetProperty("waiter", out var waiter)
        ? (HubRecord.Text(waiter, "process")!, waiter.GetProperty("until").GetDateTimeOffset())
        : null;

    /// <summary>The caller's own id, from the body it gave.</summary>
    public string? CallId =>
        HubRecord.Text(Json, "body") is { } body ? HubRecord.Text(JsonDocument.Parse(body).RootElement, "drill") : null;
}
