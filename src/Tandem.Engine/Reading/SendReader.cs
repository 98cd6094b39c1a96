using Tandem.Domain.Sending;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Sends: what waits, what is on the wire, what became of one.</summary>
/// <param name="book">Where they are.</param>
/// <param name="seesPrivate">Whether it is the owner who asks; others see no private ones, but what they were refused
/// themselves.</param>
public sealed class SendReader(IBook book, bool seesPrivate)
{
    /// <summary>A send by its outbox id, or null.</summary>
    public async Task<SendView?> FindAsync(string id, CancellationToken ct) =>
        await book.ReadAsync([new RowKey(RowKinds.Outbox, id)], ct) is [var row]
            && await ForCallerAsync([Wording.Show((Send)RowCodec.Read(row))], ct) is [var send]
            ? send
            : null;

    /// <summary>A number's sends that are not settled: queued, on the wire, unknown; in the order they were asked
    /// for.</summary>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public async Task<Page<SendView>> QueueAsync(string phoneNumberId, PageAsk ask, CancellationToken ct)
    {
        var page = await RowPages.ReadAsync(
            book,
            RowKinds.Outbox,
            [Listings.Sends(phoneNumberId, SendState.Queued), Listings.Sends(phoneNumberId, SendState.Unknown)],
            isDescending: false,
            ask,
            row => Wording.Show((Send)row),
            ct);
        return page with { Data = await ForCallerAsync(page.Data, ct) };
    }

    private async Task<IReadOnlyList<SendView>> ForCallerAsync(IReadOnlyList<SendView> sends, CancellationToken ct)
    {
        if (seesPrivate)
            return sends;

        var hidden = await new PrivacyReader(book).AmongAsync(sends.Select(send => send.ConversationId), ct);
        return
        [
            .. sends.Where(send => !IsHidden(send) || send.State == "refused")
                .Select(send => IsHidden(send) ? send with { To = Wording.Nobody } : send),
        ];

        // When it went tells the owner's habits, and a wamid holds the number it went to.
        bool IsHidden(SendView send) => send.ConversationId is { } id && hidden.Contains(id);
    }
}
