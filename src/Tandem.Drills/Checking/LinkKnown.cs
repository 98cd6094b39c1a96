using System.Text.Json;
using Tandem.Drills.Worlds;
using Tandem.Engine.Storing;
using Tandem.Platform;

namespace Tandem.Drills.Checking;

/// <summary>
/// Hours in which app and API were parted are a gap, for as long as they were; in the end every number is known to be
/// joined, as it is; and what guards lets nothing leave while it knows of a parting.
/// </summary>
/// <remarks>
/// The webhooks of a parting name no number. Where an account has several, it is told of one of them, and which it was
/// is not held against the hub. Nor is a parting that began before a time which the hub's clock had shown already: what
/// Meta answered then counts as the newer word (decision 16).
/// </remarks>
internal static class LinkKnown
{
    // From the act to the second that its webhook says.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);

    public static void Check(Findings findings)
    {
        var gaps = findings.World.Disk.Rows.Where(row => row.Key.Kind == RowKinds.Gap).Select(Gap.Of)
            .Where(gap => gap.Kind == "Disconnected").ToList();
        foreach (var gap in gaps.Where(gap => gap is { Until: null, IsOpen: true }))
            findings.Broken("P3", $"the gap {gap.Id} of a parting goes on, and nothing is parted", gap.Id);
        var hours = gaps.GroupBy(gap => gap.Id.Split('-')[0]).SelectMany(Whole).ToList();
        foreach (var (from, until) in Partings(findings.World))
        {
            if (!findings.World.Hub.Clock.WasPast(from)
                && !hours.Exists(told => told.From <= from + Slack && told.Until >= until - Slack))
                findings.Broken("P3", $"app and API were parted from {from:u} to {until:u}, and no gap says so");
        }

        foreach (var row in findings.World.Disk.Rows.Where(row => row.Key.Kind == RowKinds.NumberState))
        {
            using var state = JsonDocument.Parse(row.Body);
            if (HubRecord.Text(state.RootElement, "link") is { } link and not "Connected")
                findings.Broken("P3", $"number {row.Key.Key} is {link} for the hub, and joined in truth");
        }

        foreach (var (sendId, number) in findings.World.Witness.LeftWhileParted)
            findings.Broken("P6", $"{sendId} was released though {number} was known to be parted", sendId);
    }

    // Gaps of one number that touch or overlap tell of the hours of all of them.
    private static List<(DateTimeOffset From, DateTimeOffset Until)> Whole(IEnumerable<Gap> gaps)
    {
        var whole = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var gap in gaps.Where(gap => gap.Until is not null).OrderBy(gap => gap.From))
        {
            if (whole is [.., var last] && gap.From <= last.Until)
                whole[^1] = last with { Until = gap.Until > last.Until ? gap.Until.Value : last.Until };
            else
                whole.Add((gap.From, gap.Until!.Value));
        }

        return whole;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Partings(World world)
    {
        var since = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var line in world.Platform.Ledger.Where(line => line.Kind == LedgerKinds.LinkChanged))
        {
            if (line.Evidence.Status == "offboarded")
                since[line.PhoneNumberId!] = line.At;
            else if (since.Remove(line.PhoneNumberId!, out var from))
                yield return (from, line.At);
        }
    }

    private sealed record Gap(string Id, string? Kind, DateTimeOffset From, DateTimeOffset? Until, bool IsOpen)
    {
        public static Gap Of(Row row)
        {
            using var json = JsonDocument.Parse(row.Body);
            var gap = json.RootElement;
            return new Gap(
                row.Key.Key,
                HubRecord.Text(gap, "kind"),
                DateTimeOffset.FromUnixTimeSeconds(HubRecord.Number(gap, "from")),
                gap.TryGetProperty("until", out var until) && until.ValueKind == JsonValueKind.Number
                    ? DateTimeOffset.FromUnixTimeSeconds(until.GetInt64()) : null,
                HubRecord.Text(gap, "closed_at") is null);
        }
    }
}
