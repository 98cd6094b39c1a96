using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Sqlite.Tests;

/// <summary>The write-ahead log: it holds everything acknowledged, stays short, and may be torn at its end.</summary>
public sealed class LogTests : IAsyncDisposable
{
    private static readonly Owner Shop = Owner.Number("1");

    private readonly SqliteFolder _folder = new();
    private readonly SqliteFolder _copy = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        await _copy.DisposeAsync();
    }

    [Fact]
    public async Task The_log_stays_short_under_load()
    {
        await using var storage = await OpenAsync(_folder);
        var body = new byte[60_000];

        for (var round = 0; round < 25; round++)
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => AppendAsync(storage, body)));

        Assert.InRange(new FileInfo(Path.Combine(_folder.Path, "journal.db-wal")).Length, 0, 16 << 20);
        Assert.InRange(new FileInfo(Path.Combine(_folder.Path, "journal.db")).Length, 24L << 20, long.MaxValue);
    }

    [Fact]
    public async Task After_a_clean_end_nothing_is_left_in_the_log()
    {
        await using (var storage = await OpenAsync(_folder))
            await AppendAsync(storage, [1]);

        var log = new FileInfo(Path.Combine(_folder.Path, "journal.db-wal"));
        Assert.True(!log.Exists || log.Length == 0);
    }

    [Fact]
    public async Task A_log_torn_anywhere_gives_back_the_appends_before_the_tear_whole_and_in_order()
    {
        var whole = await FillAsync(appends: 60);
        var cuts = Enumerable.Range(1, 24).Select(n => whole - (n * 2741L)).Where(cut => cut > 0);

        var before = int.MaxValue;
        foreach (var cut in cuts)
        {
            var kept = await CountAfterAsync(log => log.SetLength(cut));
            Assert.True(kept <= before);
            before = kept;
        }

        Assert.True(before < 60);
    }

    [Fact]
    public async Task A_flipped_bit_in_the_log_ends_it_there_and_nothing_damaged_is_read()
    {
        var whole = await FillAsync(appends: 60);

        for (var n = 1; n <= 12; n++)
        {
            var place = whole - (n * 5479L);
            var kept = await CountAfterAsync(log =>
            {
                log.Position = place;
                var flipped = (byte)(log.ReadByte() ^ 0x10);
                log.Position = place;
                log.WriteByte(flipped);
            });
            Assert.True(kept < 60);
        }
    }

    private async Task<long> FillAsync(int appends)
    {
        await using var storage = await OpenAsync(_folder);
        for (var n = 0; n < appends; n++)
            await AppendAsync(storage, BodyOf(n));

        // As a power cut would leave it: the files while the process still runs.
        foreach (var file in new[] { "journal.db", "journal.db-wal", "book.db", "book.db-wal" })
            File.Copy(Path.Combine(_folder.Path, file), Path.Combine(_copy.Path, file));

        return new FileInfo(Path.Combine(_copy.Path, "journal.db-wal")).Length;
    }

    private async Task<int> CountAfterAsync(Action<FileStream> damage)
    {
        await using var torn = new SqliteFolder();
        foreach (var file in Directory.EnumerateFiles(_copy.Path))
            File.Copy(file, Path.Combine(torn.Path, Path.GetFileName(file)));
        await using (var log = File.Open(Path.Combine(torn.Path, "journal.db-wal"), FileMode.Open))
            damage(log);

        await using var storage = await OpenAsync(torn);
        var undone = await storage.Journal.ReadUndoneAsync(Shop, Lane.Live, 100, Ct);
        for (var n = 0; n < undone.Count; n++)
            Assert.Equal(BodyOf(n), undone[n].Webhook.Body.ToArray());

        return undone.Count;
    }

    private static byte[] BodyOf(int n) => [.. Enumerable.Repeat((byte)n, 1200)];

    private static async Task AppendAsync(SqliteStorage storage, byte[] body) => await storage.Journal.AppendAsync(
        new ReceivedWebhook(DateTimeOffset.UnixEpoch, "app", body, [new DeliveryPart(Shop, Lane.Live, 1)]), Ct);

    private static async Task<SqliteStorage> OpenAsync(SqliteFolder folder)
    {
        var storage = new SqliteStorage(folder.Path, TimeProvider.System);
        await storage.OpenAsync(Ct);
        return storage;
    }
}
