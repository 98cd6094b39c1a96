using System.Globalization;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;
using Xunit.Sdk;

namespace Tandem.Storage.Sqlite.Tests;

/// <summary>What a data folder holds over time, and who may look into it.</summary>
public sealed class DataFolderTests : IAsyncDisposable
{
    private const int PerTurn = 100;

    private static readonly Owner Shop = Owner.Number("1");

    private readonly SqliteFolder _place = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_place.Path, "data");

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task A_new_folder_is_for_its_owner_only()
    {
        await using var storage = await OpenAsync();

        var mode = OperatingSystem.IsWindows()
            ? throw SkipException.ForSkip("Windows has no such modes")
            : File.GetUnixFileMode(Folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
    }

    [Fact]
    public async Task What_an_operator_is_told_names_engine_durability_syncs_and_sizes()
    {
        await using var storage = await OpenAsync();
        await AppendAsync(storage);

        var facts = await storage.DescribeAsync(Ct);

        Assert.StartsWith("SQLite 3.", facts["engine"], StringComparison.Ordinal);
        Assert.Contains("synchronous=FULL", facts["durability"], StringComparison.Ordinal);
        Assert.True(double.Parse(facts["journal_sync_ms"], CultureInfo.InvariantCulture) > 0);
        Assert.True(long.Parse(facts["journal.db-wal bytes"], CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Marks_below_the_floor_leave_the_file_and_nothing_comes_back()
    {
        await using (var storage = await OpenAsync())
        {
            for (var turn = 0; turn < 20; turn++)
            {
                await Task.WhenAll(Enumerable.Range(0, PerTurn).Select(_ => AppendAsync(storage)));
                await ApplyAllAsync(storage);
            }
        }

        Assert.InRange(CountMarks(), 1, 4 * PerTurn);

        await using var again = await OpenAsync();
        Assert.Empty(await again.Journal.ReadUndoneAsync(Shop, Lane.Live, PerTurn, Ct));
        Assert.Empty(await again.Journal.ReadBusyOwnersAsync(Ct));
        var listed = await again.Journal.PageDeliveriesAsync(Shop, null, 5000, Ct);
        Assert.Equal(2000, listed.Count(delivery => delivery.NextItem == 3));
    }

    [Fact]
    public async Task One_delivery_left_behind_stays_undone_however_far_the_others_go()
    {
        long left;
        await using (var storage = await OpenAsync())
        {
            await AppendAsync(storage);
            left = Assert.Single(await storage.Journal.ReadUndoneAsync(Shop, Lane.Live, PerTurn, Ct)).Id;
            for (var turn = 0; turn < 8; turn++)
            {
                await Task.WhenAll(Enumerable.Range(0, PerTurn).Select(_ => AppendAsync(storage)));
                await ApplyAllAsync(storage, except: left);
            }
        }

        await using var again = await OpenAsync();
        Assert.Equal(left, Assert.Single(await again.Journal.ReadUndoneAsync(Shop, Lane.Live, PerTurn, Ct)).Id);
    }

    private static async Task AppendAsync(SqliteStorage storage) => await storage.Journal.AppendAsync(
        new ReceivedWebhook(DateTimeOffset.UnixEpoch, "app", "{}"u8.ToArray(), [new(Shop, Lane.Live, 3)]), Ct);

    private static async Task ApplyAllAsync(SqliteStorage storage, long except = 0)
    {
        var undone = await storage.Journal.ReadUndoneAsync(Shop, Lane.Live, 10 * PerTurn, Ct);
        var marks = undone
            .Where(delivery => delivery.Id != except)
            .Select(delivery => new DoneMark(delivery.Id, 3, IsComplete: true));
        await storage.Book.CommitAsync(new Commit(Shop, 0, [], [], [.. marks], []), Ct);
    }

    private async Task<SqliteStorage> OpenAsync()
    {
        var storage = new SqliteStorage(Folder, TimeProvider.System);
        await storage.OpenAsync(Ct);
        return storage;
    }

    private long CountMarks()
    {
        using var db = Connection.Open(Path.Combine(Folder, "book.db"), create: false);
        return long.Parse(db.Ask("SELECT CAST(count(*) AS TEXT) FROM done")!, CultureInfo.InvariantCulture);
    }
}
