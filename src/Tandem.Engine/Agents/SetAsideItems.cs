using Tandem.Domain.Deciding;
using Tandem.Engine.Reading;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>Finds an item that was set aside, so that it can be taken again.</summary>
internal static class SetAsideItems
{
    /// <summary>What is answered where nothing is set aside: it was applied, taken again already, or is not kept any
    /// more.</summary>
    public static readonly Decision IsNone =
        new(Outcome.Duplicate, RetryWords.NotSetAside, Subject: null, [], [], [], Settled: 0);

    /// <summary>The item, if the last that became of it is that it was set aside.</summary>
    public static async Task<DeliveredItem?> FindAsync(
        AgentPorts ports, Owner owner, Input.ItemRetried retried, CancellationToken ct)
    {
        var deliveries = await ports.Journal.PageDeliveriesAsync(owner, retried.DeliveryId + 1, limit: 1, ct);
        if (deliveries is not [var delivery] || delivery.Id != retried.DeliveryId)
            return null;

        var last = (await ports.Book.ReadInputsOfDeliveryAsync(delivery.Id, ct))
            .LastOrDefault(input => input.Owner == owner && input.ItemIndex == retried.Index);
        return last?.Outcome == InputRecords.NameOf(Outcome.SetAside)
            ? DeliveryItems.Find(delivery, retried.Index)
            : null;
    }
}
