using System.Globalization;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>The feed is told in commit order, and a cursor never skips and never repeats.</summary>
public abstract class FeedContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task An_item_comes_back_as_it_was_committed()
    {
        var entry = new FeedEntry("message", Shop.Id, "c-1", new byte[] { 0, 255, 1 });
        var bare = new FeedEntry("number", Shop.Id, null, Array.Empty<byte>());
        await CommitFeedAsync(entry, bare);

        var items = await Book.ReadFeedAsync(null, 10, Ct);

        Assert.Equal(2, items.Count);
        Assert.Equal(Noon, items[0].At);
        Assert.Equal(entry.Body.ToArray(), items[0].Entry.Body.ToArray());
        Assert.Equal(entry with { Body = default }, items[0].Entry with { Body = default });
        Assert.Equal(bare with { Body = default }, items[1].Entry with { Body = default });
    }

    [Fact]
    public async Task Items_of_one_commit_keep_their_order_and_commits_follow_each_other()
    {
        await CommitFeedAsync(Entry(1), Entry(2), Entry(3));
        await CommitFeedAsync(Entry(4));
        await ReopenAsync();
        await CommitFeedAsync(Entry(5), Entry(6));

        Assert.Equal([1, 2, 3, 4, 5, 6], NumbersOf(await Book.ReadFeedAsync(null, 100, Ct)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task A_listener_walks_the_feed_over_restarts_without_skip_or_repeat(int limit)
    {
        var heard = new List<int>();
        string? cursor = null;
        for (var round = 0; round < 4; round++)
        {
            await CommitFeedAsync([.. Enumerable.Range(round * 5, 5).Select(Entry)]);
            while (await Book.ReadFeedAsync(cursor, limit, Ct) is { Count: > 0 } items)
            {
                Assert.True(items.Count <= limit);
                heard.AddRange(NumbersOf(items));
                cursor = items[^1].Cursor;
            }

            await ReopenAsync();
        }

        Assert.Equal(Enumerable.Range(0, 20), heard);
    }

    [Fact]
    public async Task Who_starts_at_the_end_hears_only_what_comes()
    {
        Assert.Null(await Book.ReadFeedEndAsync(Ct));
        await CommitFeedAsync(Entry(1), Entry(2));

        var end = await Book.ReadFeedEndAsync(Ct);
        Assert.Empty(await Book.ReadFeedAsync(end, 10, Ct));
        await CommitFeedAsync(Entry(3));

        Assert.Equal([3], NumbersOf(await Book.ReadFeedAsync(end, 10, Ct)));
    }

    [Fact]
    public async Task A_listener_misses_nothing_while_many_owners_commit()
    {
        var commits = Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var n = 0; n < 25; n++)
            {
                await Book.CommitAsync(
                    CommitOf(Owner.Number($"{writer}")) with { Feed = [Entry((writer * 100) + n)] }, Ct);
            }
        }));

        var heard = new List<int>();
        string? cursor = null;
        while (heard.Count < 200)
        {
            var wereAllCommitted = commits.IsCompleted;
            var items = await Book.ReadFeedAsync(cursor, 7, Ct);
            Assert.False(wereAllCommitted && items.Count == 0, $"Only {heard.Count} of 200 items were ever told.");
            heard.AddRange(NumbersOf(items));
            cursor = items.Count > 0 ? items[^1].Cursor : cursor;
            await Task.Yield();
        }

        await commits;
        Assert.Equal(200, heard.Distinct().Count());
        foreach (var writer in heard.GroupBy(n => n / 100))
            Assert.Equal(writer.Order(), writer);
    }

    [Fact]
    public async Task What_is_no_cursor_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Book.ReadFeedAsync("no cursor", 10, Ct));

    private Task CommitFeedAsync(params FeedEntry[] feed) => Book.CommitAsync(CommitOf(Shop) with { Feed = feed }, Ct);

    private static IEnumerable<int> NumbersOf(IEnumerable<FeedItem> items) =>
        items.Select(item => int.Parse(TextOf(item.Entry.Body), CultureInfo.InvariantCulture));
}
