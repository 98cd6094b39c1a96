using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Intake;
using Tandem.Engine.Journal;

namespace Tandem.Engine.Agents;

/// <summary>One item of one delivery.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Item">The item; null when the webhook's bytes hold fewer than the scan counted.</param>
/// <param name="Ordinal">Its place among the delivery's items, from 0.</param>
internal sealed record DeliveredItem(Delivery Delivery, WebhookItem? Item, int Ordinal)
{
    /// <summary>Whether it is the delivery's last item.</summary>
    public bool IsLast => Ordinal + 1 >= Delivery.Part.Items;

    /// <summary>Its place in the whole webhook, as it is recorded; a missing one has only its own.</summary>
    public int Index => Item?.Index ?? Ordinal;

    /// <summary>Names it among all items of all deliveries.</summary>
    public string Name => $"{Delivery.Id}/{Index}";
}

/// <summary>Reads the items that an owner and lane have left of their deliveries.</summary>
internal static class DeliveryItems
{
    /// <summary>Up to <paramref name="most"/> items of these deliveries, oldest first.</summary>
    public static IReadOnlyList<DeliveredItem> Read(IReadOnlyList<Delivery> deliveries, int most)
    {
        var items = new List<DeliveredItem>();
        foreach (var delivery in deliveries)
        {
            var ours = Ours(delivery);
            for (var i = delivery.NextItem; i < delivery.Part.Items && items.Count < most; i++)
                items.Add(new DeliveredItem(delivery, i < ours.Count ? ours[i] : null, i));
        }

        return items;
    }

    /// <summary>One item by its place in the whole webhook, applied or not; null if there is none.</summary>
    public static DeliveredItem? Find(Delivery delivery, int index) =>
        Read([delivery with { NextItem = 0 }], int.MaxValue).FirstOrDefault(item => item.Index == index);

    // The same question the intake asked of its scan: whose item, which lane.
    private static List<WebhookItem> Ours(Delivery delivery) =>
    [
        .. Read(delivery.Webhook.Body).Where(item =>
            Addressing.OwnerOf(item.PhoneNumberId, item.WabaId) == delivery.Part.Owner
            && Addressing.LaneOf(item.Field, item.IsListedAsStatus) == delivery.Part.Lane),
    ];

    // A fault of the reader is ours to mend; meanwhile its one webhook is set aside, and does not stop its owner.
    private static IReadOnlyList<WebhookItem> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return WebhookReader.Read(body);
        }
        catch (Exception)
        {
            return [];
        }
    }
}
