using System.Globalization;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>Finds what is stored of a conversation that became private, a piece at a time.</summary>
/// <remarks>
/// The first piece is part of the turn that made it private, so a conversation of the usual size loses its words in the
/// very commit that marks it. What this turn has written and the book does not list yet is in that piece as well.
/// </remarks>
internal static class ContentSweep
{
    private const int MostRows = 300;

    public static async Task<Input.ContentsSwept> NextAsync(
        IBook book, Effect.SweepContents sweep, IReadOnlyCollection<IRow> unstored, CancellationToken ct)
    {
        var merged = unstored.OfType<Conversation>().Where(conversation => conversation.MergedInto is not null)
            .ToLookup(conversation => conversation.MergedInto!, conversation => conversation.Id);
        var members = await Membership.OfAsync(book, sweep.ConversationId, merged, ct);
        var range = new RowRange(
            RowKinds.Message, [.. members, .. members.Select(Listings.OffTimeline)], PlaceOf(sweep.After), Before: null,
            Descending: false, MostRows);
        var rows = await book.PageAsync(range, ct);
        var ids = rows.Select(row => row.Key.Key);
        if (sweep.After is null)
        {
            ids = ids.Concat(unstored.OfType<Message>()
                .Where(message => members.Contains(message.ConversationId)).Select(message => message.Id)).Distinct();
        }

        return new Input.ContentsSwept(
            sweep.ConversationId,
            sweep.After is null ? [.. members.Where(member => member != sweep.ConversationId)] : [],
            [.. ids],
            rows.Count < MostRows ? null : string.Create(
                CultureInfo.InvariantCulture, $"{rows[^1].Sort}/{rows[^1].Key.Key}"));
    }

    private static RowPlace? PlaceOf(string? after) => after?.Split('/', 2) is [var sort, var key]
        ? new RowPlace(long.Parse(sort, CultureInfo.InvariantCulture), key)
        : null;
}
