using System.Globalization;
using System.Text;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>What every contract starts with: an open storage, a restart, and short ways to fill it.</summary>
public abstract class StorageContract(IStoragePlace place) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly Owner Shop = Owner.Number("106540352242922");
    protected static readonly Owner Cafe = Owner.Number("207720352242933");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IStorage Storage { get; private set; } = null!;

    protected IJournal Journal => Storage.Journal;

    protected IBook Book => Storage.Book;

    public async ValueTask InitializeAsync() => Storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Storage.DisposeAsync();
        Storage = await OpenAsync();
    }

    protected Task<long> AppendAsync(Owner owner, Lane lane = Lane.Live, int items = 1, string body = "{}") =>
        AppendAsync(Encoding.UTF8.GetBytes(body), new DeliveryPart(owner, lane, items));

    protected async Task<long> AppendAsync(byte[] body, params DeliveryPart[] parts) =>
        await Journal.AppendAsync(new ReceivedWebhook(Noon, "app-1", body, parts), Ct);

    protected Task<IReadOnlyList<Delivery>> UndoneAsync(Owner owner, Lane lane = Lane.Live, int limit = 100) =>
        Journal.ReadUndoneAsync(owner, lane, limit, Ct);

    protected Task MarkAsync(Owner owner, params DoneMark[] marks) =>
        Book.CommitAsync(CommitOf(owner) with { Done = marks }, Ct);

    protected Task WriteAsync(params RowChange[] rows) => Book.CommitAsync(CommitOf(Shop) with { Rows = rows }, Ct);

    protected async Task<Row?> FindAsync(string key, string kind = "thing") =>
        (await Book.ReadAsync([new RowKey(kind, key)], Ct)).SingleOrDefault();

    protected static Commit CommitOf(Owner owner, long epoch = 0) => new(owner, epoch, [], [], [], []);

    protected static RowChange Put(string key, string body = "{}", string? parent = null, long sort = 0) =>
        new(new RowKey("thing", key), parent, sort, Encoding.UTF8.GetBytes(body));

    protected static RowChange Delete(string key) => new(new RowKey("thing", key), null, 0, null);

    protected static RecordedInput Input(Owner owner, long position) =>
        new(owner, position, Noon, "message", null, null, null, "applied", null, null);

    protected static FeedEntry Entry(int n) =>
        new("message", Shop.Id, "c1", Encoding.UTF8.GetBytes(n.ToString(CultureInfo.InvariantCulture)));

    protected static string TextOf(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    private async Task<IStorage> OpenAsync()
    {
        var storage = await place.CreateAsync(new StandingClock(Noon));
        await storage.OpenAsync(Ct);
        return storage;
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
