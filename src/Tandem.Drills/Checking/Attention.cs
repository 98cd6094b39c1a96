using System.Globalization;
using System.Text.Json;
using Tandem.Domain.Takeover;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Checking;

/// <summary>
/// What asks for somebody's attention: the customer's window and what is unread follow from live messages alone;
/// history opens nothing and counts nothing.
/// </summary>
internal static class Attention
{
    private const string Promise = "attention";

    public static void Check(Findings findings)
    {
        Windows(findings);
        foreach (var number in findings.World.Plan.Numbers.Select(number => number.PhoneNumberId))
            Unread(findings, Owner.Number(number));
    }

    // By the second the customers' latest live message is dated, read from the acknowledged bytes.
    private static void Windows(Findings findings)
    {
        var rows = findings.Hub.Messages.Where(row => row.Wamid is not null).ToLookup(row => row.Wamid!);
        var expected = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (wamid, told) in findings.Told.Live)
        {
            if (findings.Told.Echoes.Contains(wamid) || rows[wamid].FirstOrDefault() is not { Conversation: { } } row)
                continue;

            var root = findings.Hub.RootOf(row.Conversation);
            expected[root] = Math.Max(expected.GetValueOrDefault(root), SecondOf(told.Body, wamid));
        }

        foreach (var (id, conversation) in findings.Hub.Conversations)
        {
            var actual = HubRecord.Number(conversation, "window_from");
            if (actual != expected.GetValueOrDefault(id))
                findings.Broken(Promise,
                    $"the window of {id} counts from {actual}, the customer's latest live message is of "
                    + $"{expected.GetValueOrDefault(id)}", id);
        }
    }

    // In the order the hub decided: each customer's message seen live for the first time is one more, whatever the
    // business says or sends makes it none. An echo of our own that came before its answer may have looked human.
    private static void Unread(Findings findings, Owner owner)
    {
        var hub = findings.Hub;
        var counts = new SortedDictionary<string, (long Least, long Most)>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var again = findings.World.Witness.OnWire.GroupBy(release => release.SendId).Where(same => same.Count() > 1)
            .Select(same => hub.Sends.GetValueOrDefault(same.Key)?.MessageId).OfType<string>()
            .Select(id => hub.Follow(id)).OfType<StoredMessage>().Select(row => hub.RootOf(row.FiledIn)).ToHashSet();
        var releases = hub.Messages.Where(row => row.SendId is not null && IsOf(row)).ToLookup(row => row.Place);
        foreach (var input in findings.World.Disk.Inputs.Where(input => input.Owner == owner))
        {
            foreach (var sent in releases[input.Position])
                counts[hub.RootOf(sent.FiledIn)] = default;
            if (input.Kind != "message" || !IsLive(findings, input) || hub.Follow(input.Subject) is not { } row
                || !seen.Add(row.Id))
                continue;

            var root = hub.RootOf(row.FiledIn);
            var (least, most) = counts.GetValueOrDefault(root);
            counts[root] = row.Origin switch
            {
                "Customer" => (least + 1, most + 1),
                "Api" => (0, most),
                _ when IsAutomatic(row) => (least, most), // nobody has read anything by that
                _ => default,
            };
        }

        foreach (var (id, conversation) in hub.Conversations)
        {
            if (!IsIdOf(id) || hub.TookAnotherIn(id))
                continue; // of two that were joined, either may have been read before

            var actual = HubRecord.Number(conversation, "unread");
            var (least, most) = counts.GetValueOrDefault(id);
            if (again.Contains(id))
                least = 0; // what left once more made it none at a time that no row tells
            if (actual < least || actual > most)
                findings.Broken(Promise, $"{id} has {actual} unread, {least} to {most} would be right", id);
        }

        bool IsAutomatic(StoredMessage row) => row.Wamid is { } wamid
            && findings.World.Witness.PhoneWords.GetValueOrDefault(wamid) == PhoneWord.Automatic;

        bool IsOf(StoredMessage row) => IsIdOf(row.Id);

        bool IsIdOf(string id) => id.StartsWith(hub.Shorts[owner.Id] + "-", StringComparison.Ordinal);
    }

    private static bool IsLive(Findings findings, RecordedInput input) =>
        input.Outcome != "set_aside" && input.DeliveryId is { } delivery
        && findings.World.Disk.Deliveries[(int)delivery - 1].Part.Lane == Lane.Live;

    private static long SecondOf(ReadOnlyMemory<byte> body, string wamid)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("entry").EnumerateArray()
            .SelectMany(entry => entry.GetProperty("changes").EnumerateArray())
            .Select(change => change.GetProperty("value"))
            .Where(value => value.TryGetProperty("messages", out _))
            .SelectMany(value => value.GetProperty("messages").EnumerateArray())
            .Where(item => HubRecord.Text(item, "id") == wamid)
            .Select(item => long.Parse(HubRecord.Text(item, "timestamp")!, CultureInfo.InvariantCulture))
            .First();
    }
}
