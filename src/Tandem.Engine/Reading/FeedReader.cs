using System.Text.Json;
using Tandem.Engine.Agents;
using Tandem.Engine.Feeds;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>What happens, in the order it was committed: for whoever wants to be told, not to ask again.</summary>
public sealed class FeedReader(IBook book)
{
    /// <summary>The cursor behind the newest item now; null while the feed is empty.</summary>
    public Task<string?> EndAsync(CancellationToken ct) => book.ReadFeedEndAsync(ct);

    /// <summary>Items after a cursor, at most <paramref name="limit"/>.</summary>
    /// <param name="afterCursor">null from the beginning; otherwise a cursor handed out before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<FeedNews>> AfterAsync(string? afterCursor, int limit, CancellationToken ct) =>
    [
        .. (await book.ReadFeedAsync(afterCursor, limit, ct)).Select(item => new FeedNews(
            item.Cursor,
            item.At,
            item.Entry.Kind,
            item.Entry.Number,
            JsonSerializer.Deserialize(item.Entry.Body.Span, AgentJson.Default.FeedBody) ?? new FeedBody())),
    ];
}

/// <summary>One item of the feed.</summary>
/// <param name="Cursor">Opaque; grows in commit order.</param>
/// <param name="At">When it was committed, UTC.</param>
/// <param name="Kind"><c>message</c>, <c>status</c>, <c>send</c>, …</param>
/// <param name="Number">The phone number id it belongs to: what a scope is checked against.</param>
/// <param name="Body">What it says.</param>
public sealed record FeedNews(string Cursor, DateTimeOffset At, string Kind, string Number, FeedBody Body);
