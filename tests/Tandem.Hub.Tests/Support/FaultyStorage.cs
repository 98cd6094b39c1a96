using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Tests.Support;

/// <summary>A storage that fails when told to.</summary>
internal sealed class FaultyStorage(IStorage inner) : IStorage
{
    private readonly TaskCompletionSource<StorageBrokenException> _broken = new();

    /// <summary>The journal takes nothing.</summary>
    public bool IsFull { get; set; }

    /// <summary>What every read of the book answers with; null while it works.</summary>
    public Exception? BookFailure { get; set; }

    public IJournal Journal => field ??= new FaultyJournal(this, inner.Journal);

    public IBook Book => field ??= new FaultyBook(this, inner.Book);

    public Task<StorageBrokenException> Broken => _broken.Task;

    public void Break() => _broken.TrySetResult(new StorageBrokenException("The sync of journal.db failed (EIO)."));

    public Task OpenAsync(CancellationToken ct) => inner.OpenAsync(ct);

    public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct) => inner.DescribeAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class FaultyBook(FaultyStorage storage, IBook inner) : IBook
    {
        private IBook Inner => storage.BookFailure is { } failure ? throw failure : inner;

        public Task<OwnerLease> ClaimAsync(Owner owner, CancellationToken ct) => inner.ClaimAsync(owner, ct);

        public Task<IReadOnlyList<Row>> ReadAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct) =>
            Inner.ReadAsync(keys, ct);

        public Task<IReadOnlyList<Row>> PageAsync(RowRange range, CancellationToken ct) => Inner.PageAsync(range, ct);

        public Task CommitAsync(Commit commit, CancellationToken ct) => inner.CommitAsync(commit, ct);

        public Task<IReadOnlyList<Row>> ScanAsync(
            string kind, string after, string below, int limit, CancellationToken ct) =>
            Inner.ScanAsync(kind, after, below, limit, ct);

        public Task<IReadOnlyList<RecordedInput>> ReadInputsAsync(
            Owner owner, long fromPosition, int limit, CancellationToken ct) =>
            inner.ReadInputsAsync(owner, fromPosition, limit, ct);

        public Task<IReadOnlyList<RecordedInput>> ReadInputsOfSubjectAsync(string subject, CancellationToken ct) =>
            inner.ReadInputsOfSubjectAsync(subject, ct);

        public Task<IReadOnlyList<RecordedInput>> ReadInputsOfDeliveryAsync(long deliveryId, CancellationToken ct) =>
            inner.ReadInputsOfDeliveryAsync(deliveryId, ct);

        public Task<IReadOnlyList<FeedItem>> ReadFeedAsync(string? afterCursor, int limit, CancellationToken ct) =>
            inner.ReadFeedAsync(afterCursor, limit, ct);

        public Task<string?> ReadFeedEndAsync(CancellationToken ct) => inner.ReadFeedEndAsync(ct);
    }

    private sealed class FaultyJournal(FaultyStorage storage, IJournal inner) : IJournal
    {
        public async ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct)
        {
            if (storage.IsFull)
                throw new JournalFullException("The disk is full.");
            if (storage.Broken.IsCompleted)
                throw await storage.Broken;
            return await inner.AppendAsync(webhook, ct);
        }

        public Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct) =>
            inner.ReadUndoneAsync(owner, lane, limit, ct);

        public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) => inner.ReadBusyOwnersAsync(ct);

        public Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct) =>
            inner.FindWebhookAsync(webhookId, ct);

        public Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
            Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct) =>
            inner.PageDeliveriesAsync(owner, beforeDeliveryId, limit, ct);

        public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(
            Owner owner, long webhookId, CancellationToken ct) =>
            inner.FindDeliveriesAsync(owner, webhookId, ct);

        public Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct) =>
            inner.CountReceivedItemsAsync(owner, ct);
    }
}
