using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Storing;

/// <summary>What a power cut leaves behind. Opened by one <see cref="MemoryStorage"/> after the other.</summary>
/// <remarks>Whatever is enumerated is sorted, so that it has one order whatever the seed.</remarks>
public sealed class MemoryDisk
{
    private static readonly Comparer<(string Owner, Lane Lane)> LaneOrder =
        Comparer<(string Owner, Lane Lane)>.Create((a, b) =>
            string.CompareOrdinal(a.Owner, b.Owner) is var owner and not 0 ? owner : a.Lane.CompareTo(b.Lane));

    internal List<StoredWebhook> Webhooks { get; } = [];

    internal List<MemoryDelivery> Deliveries { get; } = [];

    internal SortedDictionary<(string Owner, Lane Lane), SortedDictionary<long, MemoryDelivery>> Undone { get; } =
        new(LaneOrder);

    internal SortedDictionary<string, long> ReceivedItems { get; } = new(StringComparer.Ordinal);

    internal MemoryRows Table { get; } = new();

    internal SortedDictionary<string, MemoryOwner> Owners { get; } = new(StringComparer.Ordinal);

    internal List<FeedItem> FeedItems { get; } = [];

    /// <summary>All rows, by kind and key.</summary>
    public IEnumerable<Row> Rows => Table.All;

    /// <summary>The whole feed in commit order.</summary>
    public IReadOnlyList<FeedItem> Feed => FeedItems;

    /// <summary>All webhooks ever kept, in commit order.</summary>
    public IReadOnlyList<StoredWebhook> Received => Webhooks;

    /// <summary>All recorded inputs, by owner and position.</summary>
    public IEnumerable<RecordedInput> Inputs => Owners.Values.SelectMany(owner => owner.Inputs);

    /// <summary>How many deliveries are not yet done.</summary>
    public int UndoneDeliveries => Undone.Values.Sum(lane => lane.Count);

    internal MemoryOwner OwnerOf(Owner owner)
    {
        if (!Owners.TryGetValue(owner.Value, out var known))
            Owners.Add(owner.Value, known = new MemoryOwner());

        return known;
    }
}

internal sealed class MemoryOwner
{
    public long Epoch { get; set; }

    public List<RecordedInput> Inputs { get; } = [];

    public long NextPosition => Inputs.Count + 1;
}

internal sealed class MemoryDelivery(long id, StoredWebhook webhook, DeliveryPart part)
{
    public long Id => id;

    public DeliveryPart Part => part;

    public StoredWebhook Webhook => webhook;

    public int NextItem { get; set; }

    public bool IsComplete { get; set; }

    public Delivery ToDelivery() => new(id, webhook, part, IsComplete ? part.Items : NextItem);
}
