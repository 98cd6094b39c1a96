using System.Text.Json;

namespace Tandem.Drills.Checking;

/// <summary>
/// P3: every message that an acknowledged webhook names, if only in passing, is on the timeline, is an event of one
/// that is, or is an open gap; and nothing that is there is called missing.
/// </summary>
internal static class NothingHidden
{
    private const string Promise = "P3";

    public static void Check(Findings findings)
    {
        var rows = findings.Hub.Messages.Where(row => row.Wamid is not null)
            .ToLookup(row => row.Wamid!, StringComparer.Ordinal);
        foreach (var wamid in Named(findings.World.Witness.Acknowledgements))
        {
            if (rows[wamid].All(row => !IsShown(row, findings.Hub)))
                findings.Broken(Promise, $"{wamid} was named to the hub and is neither shown nor a gap", wamid);
        }

        var missing = findings.Hub.OpenGaps;
        foreach (var row in findings.Hub.Messages.Where(row => IsWhole(row) && missing.ContainsKey(row.Id)))
            findings.Broken(Promise, $"{row.Id} is called missing and is there", row.Wamid, row.Id);
    }

    private static bool IsShown(StoredMessage row, HubRecord hub) =>
        IsEvent(row) || hub.OpenGaps.ContainsKey(row.Id)
        || (row.Conversation is not null && (IsWhole(row) || IsGone(row)));

    private static bool IsEvent(StoredMessage row) => HubRecord.Text(row.Json, "about") is not null;

    // Its words were taken back or replaced: what is left of it is known.
    private static bool IsGone(StoredMessage row) => row.IsRevoked || row.Json.TryGetProperty("edit", out _);

    private static bool IsWhole(StoredMessage row) =>
        row.Conversation is not null
        && !row.Json.TryGetProperty("is_unknown", out _)
        && !row.Json.TryGetProperty("is_overdue", out _)
        && row.Json.TryGetProperty("content", out var content)
        && HubRecord.Text(content, "rank") is "Full" or "FromHistory"
        && !content.TryGetProperty("error_code", out _)
        && !(row.Json.TryGetProperty("media", out var media) && HubRecord.Text(media, "state") != "Kept");

    private static SortedSet<string> Named(IEnumerable<Acknowledgement> acknowledged)
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var webhook in acknowledged)
        {
            using var json = JsonDocument.Parse(webhook.Body);
            Collect(json.RootElement, isHistory: false, named);
        }

        return named;
    }

    // The past is cut somewhere: what its messages answer is no evidence of a loss.
    private static void Collect(JsonElement element, bool isHistory, SortedSet<string> named)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (!isHistory || member.Name != "context")
                        Collect(member.Value, isHistory || member.Name == "history", named);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, isHistory, named);
                break;
            case JsonValueKind.String when element.GetString()!.StartsWith("wamid.", StringComparison.Ordinal):
                named.Add(element.GetString()!);
                break;
        }
    }
}
