using Tandem.Domain.Sending;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Sends: what waits, what is on the wire, what became of one.</summary>
public sealed class SendReader(IBook book)
{
    /// <summary>A send by its outbox id, or null.</summary>
    public async Task<SendView?> FindAsync(string id, CancellationToken ct) =>
        await book.ReadAsync([new RowKey(RowKinds.Outbox, id)], ct) is [var row]
            ? Wording.Show((Send)RowCodec.Read(row))
            : null;

    /// <summary>A number's sends that are not settled: queued, on the wire, unknown; in the order they were asked
    /// for.</summary>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public Task<Page<SendView>> QueueAsync(string phoneNumberId, PageAsk ask, CancellationToken ct) =>
        RowPages.ReadAsync(
            book,
            RowKinds.Outbox,
            [Listings.Sends(phoneNumberId, SendState.Queued), Listings.Sends(phoneNumberId, SendState.Unknown)],
            isDescending: false,
            ask,
            row => Wording.Show((Send)RowCodec.Read(row)),
            ct);
}
