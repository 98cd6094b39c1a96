using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Engine.Translation;

namespace Tandem.Engine.Agents;

/// <summary>A delivered item as the mind is asked about it, or why it cannot be.</summary>
/// <param name="Input">What it stands for; null: it is set aside.</param>
/// <param name="Reason">Why it is set aside.</param>
/// <param name="Peer">Whose conversation it belongs to, as far as an item that is set aside says.</param>
internal sealed record ReadItem(Input? Input, string? Reason, PeerKeys? Peer)
{
    /// <summary>Reads an item under the terms of its number.</summary>
    public static ReadItem Of(DeliveredItem item, Terms terms)
    {
        if (!terms.AppIds.Contains(item.Delivery.Webhook.AppId))
            return new ReadItem(null, "signed with the secret of another app than the number's", null);
        if (item.Item is null)
            return new ReadItem(null, "the webhook holds fewer items than were counted when it came", null);

        try
        {
            return new ReadItem(
                Translator.ToInput(item.Item, terms.Mark, item.Delivery.Webhook.ArrivedAt), null, null);
        }
        catch (UntranslatableException refused)
        {
            return new ReadItem(null, refused.Message, Peers.TryRead(item.Item));
        }
        catch (Exception broken)
        {
            // Ours to mend; meanwhile the bytes are kept and the rest goes on. Its text may hold content: left out.
            return new ReadItem(null, $"could not be read: {broken.GetType().Name}", Peers.TryRead(item.Item));
        }
    }
}
