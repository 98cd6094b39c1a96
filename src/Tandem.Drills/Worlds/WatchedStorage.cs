using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Worlds;

/// <summary>The storage as one process sees it, with the witness looking on.</summary>
internal sealed class WatchedStorage(IStorage storage, World world, HubProcess process) : IStorage
{
    public IJournal Journal { get; } = new WatchedJournal(storage.Journal, world, process);

    public IBook Book { get; } = new WatchedBook(storage.Book, world, process);

    public Task<StorageBrokenException> Broken => storage.Broken;

    public Task OpenAsync(CancellationToken ct) => storage.OpenAsync(ct);

    public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct) => storage.DescribeAsync(ct);

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    private sealed class WatchedJournal(IJournal journal, World world, HubProcess process) : IJournal
    {
        public ValueTask<long> AppendAsync(ReceivedWebhook webhook, CancellationToken ct)
        {
            world.Trace.Note("append", process.Name, webhook.Body.Span);
            return journal.AppendAsync(webhook, ct);
        }

        public Task<IReadOnlyList<Delivery>> ReadUndoneAsync(Owner owner, Lane lane, int limit, CancellationToken ct)
        {
            if (lane == Lane.Live)
                world.Witness.ReadsLive(process.Name, owner);
            return journal.ReadUndoneAsync(owner, lane, limit, ct);
        }

        public Task<IReadOnlyList<Owner>> ReadBusyOwnersAsync(CancellationToken ct) => journal.ReadBusyOwnersAsync(ct);

        public Task<StoredWebhook?> FindWebhookAsync(long webhookId, CancellationToken ct) =>
            journal.FindWebhookAsync(webhookId, ct);

        public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(
            Owner owner, long webhookId, CancellationToken ct) =>
            journal.FindDeliveriesAsync(owner, webhookId, ct);

        public Task<IReadOnlyList<Delivery>> PageDeliveriesAsync(
            Owner owner, long? beforeDeliveryId, int limit, CancellationToken ct) =>
            journal.PageDeliveriesAsync(owner, beforeDeliveryId, limit, ct);

        public Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct) =>
            journal.CountReceivedItemsAsync(owner, ct);
    }

    private sealed class WatchedBook(IBook book, World world, HubProcess process) : IBook
    {
        public Task<OwnerLease> ClaimAsync(Owner owner, CancellationToken ct)
        {
            world.Trace.Note("claim", $"{process.Name} {owner}");
            if (owner.Family == "endpoint")
                world.Witness.Forwards.Claimed(process.Name);
            return book.ClaimAsync(owner, ct);
        }

        public async Task CommitAsync(Commit commit, CancellationToken ct)
        {
            world.Witness.Commits(process.Name, commit);
            await book.CommitAsync(commit, ct);
            world.Witness.Committed(commit);
        }

        public Task<IReadOnlyList<Row>> ReadAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct) =>
            book.ReadAsync(keys, ct);

        public Task<IReadOnlyList<Row>> PageAsync(RowRange range, CancellationToken ct) => book.PageAsync(range, ct);

        public Task<IReadOnlyList<Row>> ScanAsync(
            string kind, string after, string below, int limit, CancellationToken ct) =>
            book.ScanAsync(kind, after, below, limit, ct);

        public Task<IReadOnlyList<RecordedInput>> ReadInputsAsync(
            Owner owner, long fromPosition, int limit, CancellationToken ct) =>
            book.ReadInputsAsync(owner, fromPosition, limit, ct);

        public Task<IReadOnlyList<RecordedInput>> ReadInputsOfSubjectAsync(string subject, CancellationToken ct) =>
            book.ReadInputsOfSubjectAsync(subject, ct);

        public Task<IReadOnlyList<RecordedInput>> ReadInputsOfDeliveryAsync(long deliveryId, CancellationToken ct) =>
            book.ReadInputsOfDeliveryAsync(deliveryId, ct);

        public Task<IReadOnlyList<FeedItem>> ReadFeedAsync(string? afterCursor, int limit, CancellationToken ct) =>
            book.ReadFeedAsync(afterCursor, limit, ct);

        public Task<string?> ReadFeedEndAsync(CancellationToken ct) => book.ReadFeedEndAsync(ct);
    }
}
