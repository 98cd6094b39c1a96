using System.Globalization;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>Finds what is stored of a conversation, a piece at a time: it became private, or its keys changed.
/// </summary>
/// <remarks>
/// The first piece is part of the turn that changed it, so a conversation of the usual size is whole again in the very
/// commit. What this turn has written and the book does not list yet is in that piece as well.
/// </remarks>
internal static class ConversationPieces
{
    private const int MostRows = 300;

    /// <summary>The piece that a sweep wants next.</summary>
    public static async Task<Input.ContentsSwept> NextAsync(
        IBook book, Effect.SweepContents sweep, IReadOnlyCollection<IRow> unstored, CancellationToken ct)
    {
        var (members, ids, next) = await ReadAsync(book, sweep.ConversationId, sweep.After, unstored, ct);
        return new Input.ContentsSwept(
            sweep.ConversationId,
            sweep.After is null ? [.. members.Where(member => member != sweep.ConversationId)] : [],
            ids,
            next);
    }

    /// <summary>The piece whose messages are to be filed anew.</summary>
    public static async Task<Input.MessagesBrought> NextAsync(
        IBook book, Effect.BringMessages bring, IReadOnlyCollection<IRow> unstored, CancellationToken ct)
    {
        var (_, ids, next) = await ReadAsync(book, bring.ConversationId, bring.After, unstored, ct);
        return new Input.MessagesBrought(bring.ConversationId, ids, IsFirst: bring.After is null, next);
    }

    private static async Task<(IReadOnlyList<string> Members, IReadOnlyList<string> Ids, string? Next)> ReadAsync(
        IBook book, string conversationId, string? after, IReadOnlyCollection<IRow> unstored, CancellationToken ct)
    {
        var merged = unstored.OfType<Conversation>().Where(conversation => conversation.MergedInto is not null)
            .ToLookup(conversation => conversation.MergedInto!, conversation => conversation.Id);
        var members = await Membership.OfAsync(book, conversationId, merged, ct);
        var range = new RowRange(
            RowKinds.Message, [.. members, .. members.Select(Listings.OffTimeline)], PlaceOf(after), Before: null,
            Descending: false, MostRows);
        var rows = await book.PageAsync(range, ct);
        var ids = rows.Select(row => row.Key.Key);
        if (after is null)
        {
            ids = ids.Concat(unstored.OfType<Message>()
                .Where(message => members.Contains(message.ConversationId)).Select(message => message.Id)).Distinct();
        }

        var next = rows.Count < MostRows ? null : string.Create(
            CultureInfo.InvariantCulture, $"{rows[^1].Sort}/{rows[^1].Key.Key}");
        return (members, [.. ids], next);
    }

    private static RowPlace? PlaceOf(string? after) => after?.Split('/', 2) is [var sort, var key]
        ? new RowPlace(long.Parse(sort, CultureInfo.InvariantCulture), key)
        : null;
}
