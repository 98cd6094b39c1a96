using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Engine.Translation;

namespace Tandem.Engine.Intake;

/// <summary>
/// Who applies what of a webhook. The intake and the agents ask the same function, so counts can agree.
/// </summary>
public static class Addressing
{
    /// <summary>The owner of a part: its number, else its account, else nobody known. An id too long to be one names
    /// nobody.</summary>
    public static Owner OwnerOf(string? phoneNumberId, string? wabaId) =>
        phoneNumberId is { Length: > 0 and <= IdLengths.Owner } ? Owner.Number(phoneNumberId)
        : wabaId is { Length: > 0 and <= IdLengths.Owner } ? Owner.Account(wabaId)
        : Owner.Unknown;

    /// <summary>The lane of an item.</summary>
    public static Lane LaneOf(string field, bool isStatus) => field switch
    {
        WebhookFields.History or WebhookFields.SmbAppStateSync => Lane.Bulk,
        _ => isStatus ? Lane.Statuses : Lane.Live,
    };

    /// <summary>One delivery per owner and lane, with the number of items the scan saw; never empty.</summary>
    public static IReadOnlyList<DeliveryPart> Deliveries(WebhookScanResult scan)
    {
        if (!scan.IsReadable)
            return [new DeliveryPart(Owner.Unreadable, Lane.Live, Items: 1)];
        if (scan.Parts.Count == 0)
            return [new DeliveryPart(Owner.Unknown, Lane.Live, Items: 0)];

        var counts = new List<DeliveryPart>(scan.Parts.Count);
        foreach (var part in scan.Parts)
        {
            var owner = OwnerOf(part.PhoneNumberId, part.WabaId);
            Count(counts, owner, LaneOf(part.Field, isStatus: false), part.Items - part.Statuses);
            Count(counts, owner, LaneOf(part.Field, isStatus: true), part.Statuses);
        }

        return counts;
    }

    private static void Count(List<DeliveryPart> counts, Owner owner, Lane lane, int items)
    {
        if (items == 0)
            return;

        var index = counts.FindIndex(count => count.Owner == owner && count.Lane == lane);
        if (index < 0)
            counts.Add(new DeliveryPart(owner, lane, items));
        else
            counts[index] = counts[index] with { Items = counts[index].Items + items };
    }
}
