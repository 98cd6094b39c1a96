using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>A listing is ordered by sort, then key, over all its parents, and can be walked from both ends.</summary>
public abstract class PagingContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task A_scan_finds_rows_of_a_kind_by_key_whatever_they_are_listed_under()
    {
        await WriteAsync(
            Put("1-2", parent: "p"), Put("1-10"), Put("10-1"), Put("2-1"), Put("1/x"), Put("1-"),
            Put("1-3") with { Key = new RowKey("other", "1-3") });

        var rows = await Book.ScanAsync("thing", "1-", "1.", 10, Ct);

        Assert.Equal(["1-10", "1-2"], rows.Select(row => row.Key.Key));
        Assert.Equal([null, "p"], rows.Select(row => row.Parent));
    }

    [Fact]
    public async Task A_scan_goes_on_behind_its_last_key_to_the_end()
    {
        await WriteAsync([
            .. Enumerable.Range(0, 25).Select(n => Put($"1/{n:00}ä\ud83c\udf31", $"{n}")), Put("1/\0"), Put("2/a")]);

        var keys = new List<string>();
        var after = "1/";
        while (await Book.ScanAsync("thing", after, "10", 10, Ct) is [.., var last] page)
        {
            keys.AddRange(page.Select(row => row.Key.Key));
            after = last.Key.Key;
        }

        Assert.Equal(26, keys.Distinct().Count());
        Assert.Equal(26, keys.Count);
        Assert.Contains("1/\0", keys);
    }

    private static readonly string[] Parents = ["p1", "p2", "p3"];

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(100, false)]
    [InlineData(100, true)]
    public async Task Walking_page_by_page_meets_every_row_once_and_in_order(int limit, bool descending)
    {
        await FillAsync();
        var walked = new List<RowPlace>();

        RowPlace? last = null;
        while (true)
        {
            var (after, before) = descending ? (null, last) : (last, (RowPlace?)null);
            var page = await Book.PageAsync(new RowRange("thing", Parents, after, before, descending, limit), Ct);
            Assert.True(page.Count <= limit);
            if (page.Count == 0)
                break;

            walked.AddRange(page.Select(row => new RowPlace(row.Sort, row.Key.Key)));
            last = walked[^1];
        }

        var all = Enumerable.Range(0, 27)
            .Select(n => new RowPlace(n / 9, $"k{n:00}"))
            .OrderBy(place => place.Sort).ThenBy(place => place.Key, StringComparer.Ordinal);
        Assert.Equal(descending ? all.Reverse() : all, walked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_between_two_places_excludes_both(bool descending)
    {
        await FillAsync();

        var page = await Book.PageAsync(
            new RowRange("thing", Parents, new RowPlace(0, "k07"), new RowPlace(1, "k11"), descending, 100), Ct);

        string[] expected = ["k08", "k09", "k10"];
        Assert.Equal(descending ? expected.Reverse() : expected, page.Select(row => row.Key.Key));
    }

    [Fact]
    public async Task A_place_need_not_exist()
    {
        await FillAsync();

        var page = await Book.PageAsync(
            new RowRange("thing", Parents, new RowPlace(1, "k11x"), new RowPlace(1, "k13"), Descending: false, 9), Ct);

        Assert.Equal("k12", Assert.Single(page).Key.Key);
    }

    [Fact]
    public async Task A_part_whose_ends_are_crossed_is_empty()
    {
        await FillAsync();

        var page = await Book.PageAsync(
            new RowRange("thing", Parents, new RowPlace(2, "k20"), new RowPlace(1, ""), Descending: false, 100), Ct);

        Assert.Empty(page);
    }

    [Fact]
    public async Task Only_the_parents_and_the_kind_asked_for_are_listed()
    {
        await FillAsync();
        await WriteAsync(
            new RowChange(new RowKey("other", "k00"), "p1", 0, "{}"u8.ToArray()),
            new RowChange(new RowKey("thing", "loose"), null, 0, "{}"u8.ToArray()));

        var page = await Book.PageAsync(
            new RowRange("thing", ["p1", "p1", "nowhere"], null, null, Descending: false, 100), Ct);

        Assert.All(page, row => Assert.Equal(("thing", "p1"), (row.Key.Kind, row.Parent)));
        Assert.Equal(9, page.Count);
    }

    [Fact]
    public async Task No_parents_list_nothing()
    {
        await FillAsync();

        Assert.Empty(await Book.PageAsync(new RowRange("thing", [], null, null, Descending: false, 100), Ct));
    }

    [Fact]
    public async Task Keys_of_equal_sort_are_ordered_by_code_point_not_by_language()
    {
        await WriteAsync([.. new[] { "a", "B", "ä", "Z", "_", "1" }.Select(key => Put(key, parent: "p", sort: 1))]);

        var page = await Book.PageAsync(new RowRange("thing", ["p"], null, null, Descending: false, 10), Ct);

        Assert.Equal(["1", "B", "Z", "_", "a", "ä"], page.Select(row => row.Key.Key));
    }

    [Fact]
    public async Task Due_rows_are_found_by_a_page_up_to_now()
    {
        var now = SortKey.OfInstant(Noon);
        await WriteAsync(
            Put("late", parent: Shop.Value, sort: now - 1),
            Put("due", parent: Shop.Value, sort: now),
            Put("soon", parent: Shop.Value, sort: now + 1));

        var due = await Book.PageAsync(
            new RowRange("thing", [Shop.Value], null, new RowPlace(now + 1, ""), Descending: false, 10), Ct);

        Assert.Equal(["late", "due"], due.Select(row => row.Key.Key));
    }

    private Task FillAsync() => WriteAsync(
        [.. Enumerable.Range(0, 27).Reverse().Select(n => Put($"k{n:00}", parent: Parents[n % 3], sort: n / 9))]);
}
