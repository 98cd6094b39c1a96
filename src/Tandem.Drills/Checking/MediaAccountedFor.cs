using System.Text.Json;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Checking;

/// <summary>
/// P3 for bytes: the media of every message is kept with the very bytes the platform has, or failed for a true reason;
/// each kept file is there, and the book says who needs it.
/// </summary>
internal static class MediaAccountedFor
{
    private const string Promise = "media";

    public static void Check(Findings findings)
    {
        var uses = findings.World.Disk.Rows.Where(row => row.Key.Kind == RowKinds.MediaUse)
            .Select(row => JsonDocument.Parse(row.Body).RootElement)
            .ToDictionary(use => HubRecord.Text(use, "message_id")!, use => HubRecord.Text(use, "sha256"));
        foreach (var row in findings.Hub.Messages)
        {
            var wanted = WantedOf(row);
            var copy = row.Json.TryGetProperty("media", out var media) ? media : default(JsonElement?);
            if ((wanted is null) != (copy is null))
                findings.Broken(Promise, $"{row.Id} names media {wanted} and has no copy, or the other way", row.Wamid);
            else if (wanted is { } id && copy is { } state)
                CheckCopy(findings, row, id, state, uses.GetValueOrDefault(row.Id));
            uses.Remove(row.Id);
        }

        foreach (var left in uses.Keys)
            findings.Broken(Promise, $"a file is kept for {left}, which is no message", left);
    }

    private static void CheckCopy(Findings findings, StoredMessage row, string mediaId, JsonElement copy, string? use)
    {
        var witness = findings.World.Witness;
        var kept = HubRecord.Text(copy, "sha256");
        switch (HubRecord.Text(copy, "state"))
        {
            case "Kept":
                var told = HubRecord.Text(row.Json.GetProperty("content").GetProperty("media"), "sha256");
                if (kept != told)
                    findings.Broken(Promise, $"{row.Id} keeps {kept} and the platform has {told}", row.Wamid, row.Id);
                if (use != kept || !findings.World.MediaDisk.Files.ContainsKey(kept!))
                    findings.Broken(Promise, $"{row.Id} keeps {kept}: no file, or no use of it", row.Wamid, row.Id);
                break;
            case "Failed" when HubRecord.Text(copy, "fault") is var fault
                && (fault == "Gone" ? witness.MediaDeleted.Contains(mediaId)
                    : fault == "HashMismatch" && witness.MediaDamaged.Contains(mediaId)):
                if (!row.IsRevoked && !findings.Hub.OpenGaps.ContainsKey(row.Id))
                    findings.Broken(Promise, $"{row.Id} has no bytes, and no gap says so", row.Wamid, row.Id);
                break;
            default:
                findings.Broken(Promise, $"{row.Id} ends with media {copy.GetRawText()}", row.Wamid, row.Id);
                break;
        }
    }

    private static string? WantedOf(StoredMessage row) =>
        HubRecord.Text(row.Json, "same_as") is null && HubRecord.Text(row.Json, "about") is null
        && row.Json.TryGetProperty("content", out var content) && content.TryGetProperty("media", out var media)
            ? HubRecord.Text(media, "id")
            : null;
}
