using System.Text.Json;
using Tandem.Drills.Checking;
using Tandem.Drills.Worlds;
using Tandem.Platform;

namespace Tandem.Drills;

/// <summary>What came of one world.</summary>
/// <param name="Seed">The seed it grew from.</param>
/// <param name="TraceHash">Hash of everything that happened: the same seed gives the same hash.</param>
/// <param name="Events">How many events that were.</param>
/// <param name="Storm">How long people wrote and things broke.</param>
/// <param name="VirtualTime">How much time passed in the world, with the calm until all was at rest.</param>
/// <param name="Counts">How often what happened: webhooks acknowledged, messages, sends, hub processes.</param>
/// <param name="Faults">How often each fault struck.</param>
/// <param name="Violations">Broken promises; empty when all held.</param>
/// <param name="Story">The last events around the first violation, for reading.</param>
public sealed record WorldReport(
    ulong Seed,
    ulong TraceHash,
    long Events,
    TimeSpan Storm,
    TimeSpan VirtualTime,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyDictionary<FaultSite, int> Faults,
    IReadOnlyList<Violation> Violations,
    IReadOnlyList<string> Story)
{
    /// <summary>Counts what customers wrote; edits, deletions and reactions not included.</summary>
    public const string CustomersMessages = "messages of customers";

    /// <summary>Counts calls to send a message that left the hub.</summary>
    public const string SendsOnTheWire = "sends on the wire";

    /// <summary>Counts sends of which nobody knows, when all is at rest, whether they left.</summary>
    public const string SendsLeftUnknown = "sends left unknown";

    /// <summary>Counts the lives of the hub.</summary>
    public const string HubProcesses = "hub processes";

    /// <summary>Counts what happened in a world, whether it came to its end or not.</summary>
    /// <param name="world">null: it did not even begin.</param>
    internal static SortedDictionary<string, long> CountsOf(World? world) => new(StringComparer.Ordinal)
    {
        [CustomersMessages] = world?.Platform.Ledger.Count(line =>
            line.Kind == LedgerKinds.CustomerMessage
            && line.Evidence.Type is not ("edit" or "revoke" or "reaction")) ?? 0,
        ["webhooks acknowledged"] = world?.Witness.Acknowledgements.Count ?? 0,
        ["inputs decided"] = world?.Disk.Inputs.Count() ?? 0,
        ["messages on timelines"] = world?.Disk.Rows.Count(row =>
            row is { Key.Kind: "message", Parent: { } parent }
            && !parent.StartsWith("beside:", StringComparison.Ordinal)) ?? 0,
        ["gaps found"] = world?.Disk.Rows.Count(row => row.Key.Kind == "gap") ?? 0,
        ["gaps left open"] = world?.Disk.Rows.Count(row =>
            row is { Key.Kind: "gap", Parent: { } parent }
            && parent.EndsWith("/gaps", StringComparison.Ordinal)) ?? 0,
        ["sends asked for"] = world?.Callers.All.Count ?? 0,
        [SendsOnTheWire] = world?.Witness.OnWire.Count ?? 0,
        [SendsLeftUnknown] = world?.Disk.Rows.Count(row => row.Key.Kind == "outbox"
            && new StoredSend(row.Key.Key, JsonElement.Parse(row.Body.Span)).State == "Unknown") ?? 0,
        [HubProcesses] = world?.Hub.Started ?? 0,
    };
}
