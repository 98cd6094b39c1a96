using Tandem.Domain.Gaps;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>What is missing of a number, by evidence.</summary>
public sealed class GapReader(IBook book, TimelineReader timeline)
{
    /// <summary>Gaps of a number, newest first.</summary>
    /// <param name="phoneNumberId">Which number.</param>
    /// <param name="isOpen">Open ones, or those that are closed.</param>
    /// <param name="kind">Of this kind only; null: of any. See <see cref="RowPages"/> for what a page then is.</param>
    /// <param name="ask">Which part.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public async Task<Page<GapEntryView>> ListAsync(
        string phoneNumberId, bool isOpen, GapKind? kind, PageAsk ask, CancellationToken ct)
    {
        var page = await RowPages.ReadAsync(
            book, RowKinds.Gap, [Listings.Gaps(phoneNumberId, isOpen)], isDescending: true,
            ask,
            row => (Gap)row, ct, kind is null ? null : gap => gap.Kind == kind);
        var shown = new List<GapEntryView>(page.Data.Count);
        foreach (var gap in page.Data)
        {
            if (await ShowAsync(gap, ct) is { } view)
                shown.Add(view);
        }

        return new Page<GapEntryView>(shown, page.Paging, page.Unreadable);
    }

    /// <summary>A gap by its id, or null.</summary>
    public async Task<GapEntryView?> FindAsync(string id, CancellationToken ct) =>
        await book.ReadAsync([new RowKey(RowKinds.Gap, id)], ct) is [var row]
            ? await ShowAsync((Gap)RowCodec.Read(row), ct)
            : null;

    // What is said of a private conversation is for its owner.
    private async Task<GapEntryView?> ShowAsync(Gap gap, CancellationToken ct)
    {
        var message = gap.MessageId is { } id ? await timeline.FindMessageAsync(id, ct) : null;
        if (gap.MessageId is not null && message is null)
            return null;
        var words = GapWords.Show(gap.Kind, message?.Type, gap.Reason);
        return new GapEntryView
        {
            Id = gap.Id,
            Code = words.Code,
            State = gap.ClosedAt is null ? "open" : "closed",
            OpenedAt = gap.OpenedAt,
            ClosedAt = gap.ClosedAt,
            ClosedBy = gap.ClosedAt is null ? null : gap.ClosedBy ?? "itself",
            From = Wording.Instant(gap.From),
            Until = Wording.Instant(gap.Until),
            ConversationId = message?.ConversationId,
            MessageId = gap.MessageId,
            Wamid = gap.Wamid,
            SendId = message?.SendId,
            Direction = gap.Direction is { } direction ? Wording.Word(direction) : null,
            NamedBy = gap.NamedBy,
            MetaReason = gap.Kind is GapKind.SyncDue or GapKind.SyncMissed or GapKind.Silence ? null : gap.Reason,
            Reason = words.Reason,
            LikelyCause = words.LikelyCause,
            WhatToDo = words.WhatToDo,
        };
    }
}

/// <summary>Something missing, with its evidence.</summary>
public sealed record GapEntryView
{
    /// <summary>Ours; for a message's gap the message's id.</summary>
    public required string Id { get; init; }

    /// <summary>What is missing: stable, as in <see cref="GapView.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>When the hub knew, by its clock.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it closed; null while it is open.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary><c>itself</c> when what was missing came, or the name of who looked; null while it is open.</summary>
    public required string? ClosedBy { get; init; }

    /// <summary>First instant it concerns, by Meta's clock.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Last instant it concerns, for hours that are over.</summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>The conversation it was found in; null for a gap of the number.</summary>
    public required string? ConversationId { get; init; }

    /// <summary>The message it is about: <c>/v1/messages/{id}/life</c> has all evidence of it.</summary>
    public required string? MessageId { get; init; }

    /// <summary>WhatsApp's id of that message.</summary>
    public required string? Wamid { get; init; }

    /// <summary>The send it is about, for what this hub sent: a person may say what became of it.</summary>
    public required string? SendId { get; init; }

    /// <summary><c>in</c> or <c>out</c>, if known.</summary>
    public required string? Direction { get; init; }

    /// <summary>Id of the message that names the missing one, where that is the evidence.</summary>
    public required string? NamedBy { get; init; }

    /// <summary>Meta's own reason, where it gives one.</summary>
    public required string? MetaReason { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>What is likely behind it.</summary>
    public required string LikelyCause { get; init; }

    /// <summary>What a person can do about it.</summary>
    public required string WhatToDo { get; init; }
}
