using System.Text;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>Rows are documents found by key; versions count their writes and guard those that owners share.</summary>
public abstract class RowContract(IStoragePlace place) : StorageContract(place)
{
    [Fact]
    public async Task A_row_is_found_by_its_key_as_it_was_written()
    {
        await WriteAsync(Put("a", """{"text":"grüße"}""", parent: "p", sort: -5));

        var row = await FindAsync("a");

        Assert.NotNull(row);
        Assert.Equal((new RowKey("thing", "a"), "p", -5L, 1L), (row.Key, row.Parent, row.Sort, row.Version));
        Assert.Equal("""{"text":"grüße"}""", TextOf(row.Body));
    }

    [Fact]
    public async Task A_body_may_hold_any_bytes()
    {
        var bytes = Enumerable.Range(0, 256).Select(n => (byte)n).ToArray();

        await WriteAsync(Put("a") with { Body = bytes }, Put("empty") with { Body = Array.Empty<byte>() });

        Assert.Equal(bytes, (await FindAsync("a"))!.Body.ToArray());
        Assert.Equal(0, (await FindAsync("empty"))!.Body.Length);
    }

    [Theory]
    [InlineData("wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI3N0EyMTBCODg=")]
    [InlineData("with 'quotes' and % and \\ and \u2400")]
    [InlineData("nul\0inside")]
    [InlineData("\U0001F98A fox")]
    [InlineData("")]
    public async Task A_key_may_hold_any_text(string key)
    {
        await WriteAsync(Put(key, "{}", parent: "p" + key));

        Assert.Equal(key, (await FindAsync(key))?.Key.Key);
        var page = await Book.PageAsync(new RowRange("thing", ["p" + key], null, null, Descending: false, 10), Ct);
        Assert.Equal("p" + key, Assert.Single(page).Parent);
    }

    [Fact]
    public async Task Only_rows_that_exist_are_read()
    {
        await WriteAsync(Put("a"), Put("b"));

        var rows = await Book.ReadAsync(
            [new("thing", "a"), new("thing", "x"), new("other", "b"), new("thing", "b")], Ct);

        Assert.Equal(["a", "b"], rows.Select(row => row.Key.Key).Order());
    }

    [Fact]
    public async Task Hundreds_of_keys_are_read_at_once()
    {
        await WriteAsync([.. Enumerable.Range(0, 700).Select(n => Put($"k{n}"))]);

        var rows = await Book.ReadAsync([.. Enumerable.Range(0, 700).Select(n => new RowKey("thing", $"k{n}"))], Ct);

        Assert.Equal(700, rows.Count);
    }

    [Fact]
    public async Task Writing_again_replaces_the_row_and_counts_its_version()
    {
        await WriteAsync(Put("a", "1"));
        await WriteAsync(Put("a", "2"));
        await ReopenAsync();
        await WriteAsync(Put("a", "3"));

        var row = await FindAsync("a");

        Assert.Equal(("3", 3L), (TextOf(row!.Body), row.Version));
    }

    [Fact]
    public async Task A_deleted_row_is_gone_from_key_and_listing()
    {
        await WriteAsync(Put("a", parent: "p"), Put("b", parent: "p"));

        await WriteAsync(Delete("a"), Delete("never there"));

        Assert.Null(await FindAsync("a"));
        Assert.Equal("b", Assert.Single(await PageOfAsync("p")).Key.Key);
    }

    [Fact]
    public async Task A_row_moves_from_parent_to_parent_and_out_of_all_listings()
    {
        await WriteAsync(Put("a", parent: "queued", sort: 1));

        await WriteAsync(Put("a", parent: "sent", sort: 2));
        Assert.Empty(await PageOfAsync("queued"));
        Assert.Equal(2, Assert.Single(await PageOfAsync("sent")).Sort);

        await WriteAsync(Put("a"));
        Assert.Empty(await PageOfAsync("sent"));
        Assert.Null((await FindAsync("a"))!.Parent);
    }

    [Fact]
    public async Task A_write_that_states_the_version_it_read_succeeds()
    {
        await WriteAsync(Put("budget", "1") with { ExpectedVersion = 0 });
        await WriteAsync(Put("budget", "2") with { ExpectedVersion = 1 });
        await WriteAsync(Delete("budget") with { ExpectedVersion = 2 });

        Assert.Null(await FindAsync("budget"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_write_that_states_another_version_is_refused(long stated)
    {
        await WriteAsync(Put("budget", "1"));
        await WriteAsync(Put("budget", "2"));

        await Assert.ThrowsAsync<VersionConflictException>(() =>
            WriteAsync(Put("budget", "9") with { ExpectedVersion = stated }));
        await Assert.ThrowsAsync<VersionConflictException>(() =>
            WriteAsync(Delete("budget") with { ExpectedVersion = stated }));

        Assert.Equal("2", TextOf((await FindAsync("budget"))!.Body));
    }

    [Fact]
    public async Task Of_many_who_read_the_same_version_one_wins()
    {
        await WriteAsync(Put("budget", "start"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async n =>
        {
            try
            {
                var row = Put("budget", $"{n}") with { ExpectedVersion = 1 };
                await Book.CommitAsync(CommitOf(Owner.Number($"{n}")) with { Rows = [row] }, Ct);
                return n;
            }
            catch (VersionConflictException)
            {
                return -1;
            }
        }));

        var winner = Assert.Single(outcomes, n => n >= 0);
        Assert.Equal($"{winner}", TextOf((await FindAsync("budget"))!.Body));
    }

    [Fact]
    public async Task A_document_of_a_megabyte_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789abcdef", 65536));

        await WriteAsync(Put("a", text));

        Assert.Equal(Encoding.UTF8.GetByteCount(text), (await FindAsync("a"))!.Body.Length);
    }

    private Task<IReadOnlyList<Row>> PageOfAsync(string parent) =>
        Book.PageAsync(new RowRange("thing", [parent], null, null, Descending: false, 100), Ct);
}
