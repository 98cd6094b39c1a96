using Tandem.Engine.Agents;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Replaying;

/// <summary>Webhook items that inputs refer to, read from the journal again.</summary>
/// <remarks>
/// An owner applies a delivery's items in their order, each once. So the first input of a delivery is its first item;
/// the index that was recorded must agree.
/// </remarks>
internal sealed class ReplayedItems(IJournal journal, Owner owner)
{
    private readonly Dictionary<long, Queue<DeliveredItem>> _open = [];

    /// <summary>The item an input was about.</summary>
    /// <exception cref="ReplayImpossibleException">The journal does not hold it (any more).</exception>
    public async Task<DeliveredItem> NextAsync(RecordedInput input, CancellationToken ct)
    {
        var id = input.DeliveryId!.Value;
        if (!_open.TryGetValue(id, out var items))
            _open.Add(id, items = new Queue<DeliveredItem>(await ReadAsync(input, id, ct)));
        if (!items.TryDequeue(out var item) || input.ItemIndex != item.Index)
        {
            throw new ReplayImpossibleException(
                $"input {input.Position} names item {input.ItemIndex} of delivery {id}, where the journal holds "
                + "another: journal and book do not belong together");
        }

        if (item.IsLast)
            _open.Remove(id);
        return item;
    }

    /// <summary>The item of an input that took it again, out of turn.</summary>
    /// <exception cref="ReplayImpossibleException">The journal does not hold it (any more).</exception>
    public async Task<DeliveredItem> AgainAsync(RecordedInput input, CancellationToken ct) =>
        (await ReadAsync(input, input.DeliveryId!.Value, ct)).FirstOrDefault(item => item.Index == input.ItemIndex)
        ?? throw new ReplayImpossibleException(
            $"input {input.Position} took item {input.ItemIndex} again, which its delivery does not hold");

    private async Task<IReadOnlyList<DeliveredItem>> ReadAsync(RecordedInput input, long id, CancellationToken ct) =>
        await journal.PageDeliveriesAsync(owner, id + 1, limit: 1, ct) is [var delivery] && delivery.Id == id
            ? DeliveryItems.Read([delivery with { NextItem = 0 }], int.MaxValue)
            : throw new ReplayImpossibleException(
                $"the journal does not hold delivery {id} any more, which input {input.Position} came from");
}

/// <summary>The inputs cannot be decided again; the message says which and why.</summary>
internal sealed class ReplayImpossibleException(string reason) : Exception(reason);
