using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Tests;

/// <summary>What is refused at start, each with a message that says what to do.</summary>
public sealed class OpeningTests : IAsyncDisposable
{
    private readonly SqliteFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string JournalPath => Path.Combine(_folder.Path, "journal.db");

    private string BookPath => Path.Combine(_folder.Path, "book.db");

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData(3040001)]
    [InlineData(3051002)]
    public void A_library_that_can_corrupt_its_log_is_refused(int version) =>
        Assert.Contains("3.51.3", Assert.Throws<StorageRefusedException>(() =>
            SqliteStorage.RefuseOldLibrary(version)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_is_gone()
    {
        var first = await OpenAsync();

        var refusal = await RefusedAsync();
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);

        await first.DisposeAsync();
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Opening_again_changes_nothing()
    {
        await (await OpenAsync()).DisposeAsync();
        await (await OpenAsync()).DisposeAsync();
    }

    [Theory]
    [InlineData("DROP INDEX rows_by_parent", "rows_by_parent")]
    [InlineData("ALTER TABLE feed ADD COLUMN extra TEXT", "feed")]
    [InlineData("CREATE TABLE mine (id INTEGER)", "mine")]
    public async Task A_schema_changed_by_hand_is_refused_and_the_change_is_named(string change, string named)
    {
        await (await OpenAsync()).DisposeAsync();
        Execute(BookPath, change);

        Assert.Contains($"'{named}'", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute(JournalPath, "PRAGMA user_version = 99");

        Assert.Contains("newer version", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_database_is_refused_and_left_alone()
    {
        using (var db = Connection.Open(JournalPath, create: true))
            db.Execute("CREATE TABLE recipes (name TEXT)");

        Assert.Contains("not one of Tandem's", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(BookPath, string.Concat(Enumerable.Repeat("not a database ", 1000)), Ct);

        Assert.Contains(_folder.Path, (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("book.db")]
    public async Task One_file_without_the_other_is_refused(string lost)
    {
        await using (var storage = await OpenAsync())
            await ApplyOneAsync(storage);

        File.Delete(Path.Combine(_folder.Path, lost));

        Assert.Contains(lost, (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_older_than_its_book_is_refused_because_old_marks_would_hide_new_webhooks()
    {
        await using (var storage = await OpenAsync())
            await ApplyOneAsync(storage);
        File.Copy(JournalPath, JournalPath + ".old");
        await using (var storage = await OpenAsync())
            await ApplyOneAsync(storage);
        File.Move(JournalPath + ".old", JournalPath, overwrite: true);

        Assert.Contains("older than book.db", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), "", Ct);
        var storage = new SqliteStorage(Path.Combine(_folder.Path, "file", "data"), TimeProvider.System);

        await Assert.ThrowsAsync<StorageRefusedException>(() => storage.OpenAsync(Ct));
    }

    private static async Task ApplyOneAsync(SqliteStorage storage)
    {
        var shop = Owner.Number("1");
        await storage.Journal.AppendAsync(
            new ReceivedWebhook(DateTimeOffset.UnixEpoch, "app", "{}"u8.ToArray(), [new(shop, Lane.Live, 1)]), Ct);
        var delivery = Assert.Single(await storage.Journal.ReadUndoneAsync(shop, Lane.Live, 10, Ct));
        await storage.Book.CommitAsync(new Commit(shop, 0, [], [], [new(delivery.Id, 1, IsComplete: true)], []), Ct);
    }

    private async Task<SqliteStorage> OpenAsync()
    {
        var storage = new SqliteStorage(_folder.Path, TimeProvider.System);
        await storage.OpenAsync(Ct);
        return storage;
    }

    private async Task<StorageRefusedException> RefusedAsync()
    {
        await using var storage = new SqliteStorage(_folder.Path, TimeProvider.System);
        return await Assert.ThrowsAsync<StorageRefusedException>(() => storage.OpenAsync(Ct));
    }

    private static void Execute(string path, string sql)
    {
        using var db = Connection.Open(path, create: false);
        db.Execute(sql);
    }
}
