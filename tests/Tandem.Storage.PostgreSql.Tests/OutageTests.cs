using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql.Tests;

/// <summary>A database that goes away makes us refuse, never end; and every commit has an honest outcome.</summary>
public sealed class OutageTests(ScratchDatabase database) : IClassFixture<ScratchDatabase>, IAsyncLifetime
{
    private static readonly Owner Shop = Owner.Number("1");

    private PostgreSqlStorage _storage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync(database.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await database.RunAsync("DROP SCHEMA tandem CASCADE");
    }

    [Fact]
    public async Task While_the_database_is_away_nothing_is_accepted_and_when_it_is_back_everything_goes_on()
    {
        await AppendAsync(_storage);
        var lease = await _storage.Book.ClaimAsync(Shop, Ct);
        await _storage.Book.CommitAsync(CommitOf("before", lease.Epoch), Ct);

        await database.CloseAsync();
        await Assert.ThrowsAsync<JournalFullException>(() => AppendAsync(_storage));
        await Assert.ThrowsAsync<JournalFullException>(() => AppendAsync(_storage));
        await Assert.ThrowsAsync<JournalFullException>(() => _storage.Book.CommitAsync(CommitOf("x", lease.Epoch), Ct));
        await Assert.ThrowsAsync<JournalFullException>(() => _storage.Book.ClaimAsync(Shop, Ct));
        await Assert.ThrowsAsync<JournalFullException>(() => _storage.Journal.ReadBusyOwnersAsync(Ct));
        await database.OpenAgainAsync();

        await AppendAsync(_storage);
        await _storage.Book.CommitAsync(CommitOf("after", lease.Epoch), Ct);
        Assert.False(_storage.Broken.IsCompleted);
        Assert.Equal(2, (await _storage.Journal.ReadUndoneAsync(Shop, Lane.Live, 10, Ct)).Count);
        Assert.Equal(["after", "before"], await KeysAsync());
    }

    [Theory]
    [InlineData(CuttingProxy.Cut.AfterCommit, true)]
    [InlineData(CuttingProxy.Cut.BeforeCommit, false)]
    internal async Task A_connection_lost_during_commit_is_asked_after(CuttingProxy.Cut cut, bool isWritten)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        using var proxy = new CuttingProxy(server.Host!, server.Port);
        server.Host = "127.0.0.1";
        server.Port = proxy.Port;
        await using var storage = await OpenAsync(server.ConnectionString);
        var lease = await storage.Book.ClaimAsync(Shop, Ct);

        proxy.Arm(cut);
        var failure = await Record.ExceptionAsync(() => storage.Book.CommitAsync(CommitOf("a", lease.Epoch), Ct));

        Assert.Equal(isWritten ? null : typeof(JournalFullException), failure?.GetType());
        Assert.Equal(isWritten ? ["a"] : [], await KeysAsync());
        await storage.Book.CommitAsync(CommitOf("b", lease.Epoch), Ct);
    }

    [Fact]
    public async Task Two_processes_share_a_database_and_the_newer_agent_fences_the_older_off()
    {
        await using var other = await OpenAsync(database.ConnectionString);
        var here = await _storage.Book.ClaimAsync(Shop, Ct);
        var there = await other.Book.ClaimAsync(Shop, Ct);

        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            _storage.Book.CommitAsync(CommitOf("here", here.Epoch), Ct));
        await other.Book.CommitAsync(CommitOf("there", there.Epoch), Ct);

        Assert.Equal(["there"], await KeysAsync());
    }

    [Fact]
    public async Task Two_processes_that_make_the_same_new_row_at_once_get_one_row_and_conflicts()
    {
        await using var other = await OpenAsync(database.ConnectionString);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
        {
            var row = Row($"k{n / 2}") with { ExpectedVersion = 0 };
            var book = n % 2 == 0 ? _storage.Book : other.Book;
            var commit = new Commit(Owner.Number($"{n}"), 0, [row], [], [], []);
            return await Record.ExceptionAsync(() => book.CommitAsync(commit, Ct));
        }));

        Assert.DoesNotContain(outcomes, outcome => outcome is not (null or VersionConflictException));
        Assert.Equal(20, outcomes.Count(outcome => outcome is null));
    }

    [Fact]
    public async Task A_listener_misses_nothing_of_what_two_processes_commit_at_once()
    {
        await using var other = await OpenAsync(database.ConnectionString);
        var commits = Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            var book = writer % 2 == 0 ? _storage.Book : other.Book;
            for (var n = 0; n < 30; n++)
            {
                var entry = new FeedEntry("message", "1", null, BitConverter.GetBytes((writer * 1000) + n));
                await book.CommitAsync(new Commit(Owner.Number($"{writer}"), 0, [], [], [], [entry]), Ct);
            }
        }));

        var heard = new List<int>();
        string? cursor = null;
        while (heard.Count < 240)
        {
            var wereAllCommitted = commits.IsCompleted;
            var items = await _storage.Book.ReadFeedAsync(cursor, 5, Ct);
            Assert.False(wereAllCommitted && items.Count == 0, $"Only {heard.Count} of 240 items were ever told.");
            heard.AddRange(items.Select(item => BitConverter.ToInt32(item.Entry.Body.Span)));
            cursor = items.Count > 0 ? items[^1].Cursor : cursor;
        }

        await commits;
        Assert.Equal(240, heard.Distinct().Count());
    }

    [Theory]
    [InlineData("DROP INDEX tandem.rows_by_parent", "rows_by_parent")]
    [InlineData("ALTER TABLE tandem.feed ADD COLUMN extra text", "feed.extra")]
    [InlineData("INSERT INTO tandem.schema_version VALUES (99)", "newer version")]
    public async Task A_schema_we_cannot_rely_on_is_refused(string change, string named)
    {
        await _storage.DisposeAsync();
        await database.RunAsync(change);

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenAsync(database.ConnectionString));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_refused_without_telling_the_password()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = 1,
            Password = "opensesame",
        };

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenAsync(nowhere.ConnectionString));

        Assert.DoesNotContain("opensesame", refusal.ToString(), StringComparison.Ordinal);
    }

    private static RowChange Row(string key) => new(new RowKey("thing", key), "p", 0, "{}"u8.ToArray());

    private static Commit CommitOf(string key, long epoch) => new(Shop, epoch, [Row(key)], [], [], []);

    private static async Task<PostgreSqlStorage> OpenAsync(string connectionString)
    {
        var storage = new PostgreSqlStorage(connectionString, TimeProvider.System);
        await storage.OpenAsync(Ct);
        return storage;
    }

    private static async Task AppendAsync(PostgreSqlStorage storage) => await storage.Journal.AppendAsync(
        new ReceivedWebhook(DateTimeOffset.UnixEpoch, "app", "{}"u8.ToArray(), [new(Shop, Lane.Live, 1)]), Ct);

    private async Task<IEnumerable<string>> KeysAsync() =>
        (await _storage.Book.PageAsync(new RowRange("thing", ["p"], null, null, Descending: false, 10), Ct))
        .Select(row => row.Key.Key);
}
