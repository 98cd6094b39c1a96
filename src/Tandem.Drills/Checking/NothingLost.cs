using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Drills.Checking;

/// <summary>
/// P1: what was acknowledged is stored, decided item by item, and balanced; what exists has been told.
/// </summary>
internal static class NothingLost
{
    private const string Promise = "P1";

    public static void Check(Findings findings)
    {
        Stored(findings);
        Decided(findings);
        Balanced(findings);
        foreach (var message in findings.Truth.Messages.Values)
        {
            if (message.IsToldLive && !findings.Told.Live.ContainsKey(message.Wamid))
                findings.Broken(Promise, $"{message.Author} message {message.Wamid} was never taken in", message.Wamid);
            if (message is { IsToldLive: true, Author: Author.Customer } && IsLine(message)
                && !findings.World.Bot.Heard.Contains(message.Wamid))
                findings.Broken(Promise, $"the bot was never told of {message.Wamid}", message.Wamid);
        }

        foreach (var forged in findings.World.Witness.ForgeriesTaken)
            findings.Broken(Promise, $"a webhook without a valid signature was acknowledged: {forged}", forged);
    }

    private static bool IsLine(TrueMessage message) => !message.IsChange;

    private static void Stored(Findings findings)
    {
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var webhook in findings.World.Disk.Received)
            kept[HashOf(webhook.Body)] = kept.GetValueOrDefault(HashOf(webhook.Body)) + 1;
        foreach (var acknowledged in findings.World.Witness.Acknowledgements
            .Concat(findings.World.Witness.OddAcknowledgements))
        {
            var hash = HashOf(acknowledged.Body);
            if (kept.GetValueOrDefault(hash) == 0)
                findings.Broken(Promise,
                    $"the webhook acknowledged at event {acknowledged.Event} is not in the journal");
            else
                kept[hash]--;
        }
    }

    private static void Decided(Findings findings)
    {
        var disk = findings.World.Disk;
        var inputs = disk.Inputs.Where(input => input.DeliveryId is not null).ToLookup(input =>
            input.DeliveryId!.Value);
        var odd = findings.World.Witness.OddAcknowledgements.Select(one => HashOf(one.Body))
            .Concat(findings.World.Witness.Unreadable.Select(one => HashOf(one.Body))) // stored, the 200 lost
            .ToHashSet(StringComparer.Ordinal);
        foreach (var delivery in disk.Deliveries)
        {
            var decided = inputs[delivery.Id].ToList();
            if (decided.Count != delivery.Part.Items
                || decided.Select(input => input.ItemIndex).Distinct().Count() != decided.Count)
                findings.Broken(Promise,
                    $"delivery {delivery.Id} of {delivery.Part.Owner} has {delivery.Part.Items} items, decided were "
                    + string.Join(", ", decided.Select(input => input.ItemIndex)));
            var isOdd = odd.Contains(HashOf(delivery.Webhook.Body));
            foreach (var input in decided.Where(input => input.Outcome == "set_aside" && !isOdd))
                findings.Broken(Promise, $"a good item was set aside: {input.Reason}");
            foreach (var input in decided.Where(input => input.Outcome != "set_aside" && isOdd))
                findings.Broken(Promise, $"an item that must be set aside is {input.Outcome}, delivery {delivery.Id}");
        }
    }

    private static void Balanced(Findings findings)
    {
        foreach (var (owner, received) in findings.World.Disk.ReceivedItems)
        {
            var counts = findings.Hub.Ledgers.GetValueOrDefault(owner);
            var waiting = Count(counts, "waiting");
            var sum = Count(counts, "applied") + Count(counts, "duplicate") + Count(counts, "set_aside") + waiting;
            if (sum != received)
                findings.Broken(Promise, $"the ledger of {owner} does not balance: {received} received, {sum} decided");
            var orphans = Orphans(findings, owner);
            if (waiting != orphans)
                findings.Broken(Promise, $"{waiting} items of {owner} wait, but {orphans} have nothing to be about");
        }
    }

    // A change whose message no webhook ever told (an undocumented kind on the phone) waits for good.
    private static int Orphans(Findings findings, string owner) => findings.Truth.Messages.Values.Count(message =>
        message.IsChange && $"number:{message.Number}" == owner
        && findings.Told.Live.ContainsKey(message.Wamid) && !findings.Told.StandIns.Contains(message.Wamid)
        && !findings.Hub.Messages.Any(row => row.Wamid == message.Target && row.Conversation is not null));

    private static long Count(JsonElement counts, string name) =>
        counts.ValueKind == JsonValueKind.Object && counts.TryGetProperty(name, out var count) ? count.GetInt64() : 0;

    private static string HashOf(ReadOnlyMemory<byte> body) => Convert.ToHexString(SHA256.HashData(body.Span));
}
