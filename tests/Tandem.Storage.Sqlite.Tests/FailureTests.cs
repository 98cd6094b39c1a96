using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Tests;

/// <summary>What the kernel refuses: no room passes, everything else ends the process.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private static readonly Owner Shop = Owner.Number("1");

    private readonly SqliteFolder _folder = new();
    private SqliteStorage _storage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _folder.DisposeAsync();
    }

    [Fact]
    public async Task A_full_disk_keeps_nothing_says_so_and_recovers_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses /proc and /dev/full");
        await AppendAsync("before");

        using (FaultyFile.Full(Path.Combine(_folder.Path, "journal.db-wal")))
            await Assert.ThrowsAsync<JournalFullException>(() => AppendAsync("during"));

        await AppendAsync("after");
        Assert.False(_storage.Broken.IsCompleted);
        Assert.Equal(["before", "after"], await ReadBodiesAsync());
        await _storage.DisposeAsync();
        await OpenAsync();
        Assert.Equal(["before", "after"], await ReadBodiesAsync());
        Assert.Equal(2, await _storage.Journal.CountReceivedItemsAsync(Shop, Ct));
    }

    [Fact]
    public async Task A_commit_on_a_full_disk_is_not_written_and_can_be_tried_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses /proc and /dev/full");
        var lease = await _storage.Book.ClaimAsync(Shop, Ct);
        var commit = new Commit(Shop, lease.Epoch, [Row("a")], [], [], []);

        using (FaultyFile.Full(Path.Combine(_folder.Path, "book.db-wal")))
            await Assert.ThrowsAsync<JournalFullException>(() => _storage.Book.CommitAsync(commit, Ct));

        await _storage.Book.CommitAsync(commit, Ct);
        var row = Assert.Single(await _storage.Book.ReadAsync([new RowKey("thing", "a")], Ct));
        Assert.Equal(1, row.Version);
    }

    [Fact]
    public async Task A_failed_write_breaks_the_storage_for_good_journal_and_book_alike()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses /proc");
        await AppendAsync("before");

        using (FaultyFile.Broken(Path.Combine(_folder.Path, "journal.db-wal")))
            await Assert.ThrowsAsync<StorageBrokenException>(() => AppendAsync("during"));

        Assert.IsType<StorageBrokenException>(await _storage.Broken);
        await Assert.ThrowsAsync<StorageBrokenException>(() => AppendAsync("after"));
        await Assert.ThrowsAsync<StorageBrokenException>(() => _storage.Book.ClaimAsync(Shop, Ct));
        await Assert.ThrowsAsync<StorageBrokenException>(() => _storage.Journal.ReadBusyOwnersAsync(Ct));

        await _storage.DisposeAsync();
        await OpenAsync();
        Assert.Contains("before", await ReadBodiesAsync());
    }

    [Fact]
    public async Task A_damaged_page_breaks_the_storage_instead_of_being_written_over()
    {
        await _storage.DisposeAsync();
        DamageTable("rows");
        await OpenAsync();

        await Assert.ThrowsAsync<StorageBrokenException>(() =>
            _storage.Book.CommitAsync(new Commit(Shop, 0, [Row("a")], [], [], []), Ct));

        Assert.True(_storage.Broken.IsCompleted);
    }

    private static RowChange Row(string key) => new(new RowKey("thing", key), null, 0, "{}"u8.ToArray());

    private async Task OpenAsync()
    {
        _storage = new SqliteStorage(_folder.Path, TimeProvider.System);
        await _storage.OpenAsync(Ct);
    }

    private async Task AppendAsync(string body) => await _storage.Journal.AppendAsync(
        new ReceivedWebhook(
            DateTimeOffset.UnixEpoch,
            "app",
            System.Text.Encoding.UTF8.GetBytes(body),
            [new DeliveryPart(Shop, Lane.Live, 1)]),
        Ct);

    private async Task<List<string>> ReadBodiesAsync() =>
    [
        .. (await _storage.Journal.ReadUndoneAsync(Shop, Lane.Live, 100, Ct))
            .Select(delivery => System.Text.Encoding.UTF8.GetString(delivery.Webhook.Body.Span)),
    ];

    private void DamageTable(string table)
    {
        const int PageSize = 4096;
        var path = Path.Combine(_folder.Path, "book.db");
        string rootPage;
        using (var db = Connection.Open(path, create: false))
            rootPage = db.Ask($"SELECT CAST(rootpage AS TEXT) FROM sqlite_schema WHERE name = '{table}'")!;

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        var page = long.Parse(rootPage, System.Globalization.CultureInfo.InvariantCulture) - 1;
        RandomAccess.Write(file, new byte[PageSize], page * PageSize);
    }
}
