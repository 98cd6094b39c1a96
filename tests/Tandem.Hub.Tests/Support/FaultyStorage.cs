using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Tests.Support;

/// <summary>A storage whose journal fails when told to.</summary>
internal sealed class FaultyStorage(IStorage inner) : IStorage
{
    private readonly TaskCompletionSource<StorageBrokenException> _broken = new();

    public bool IsFull { get; set; }

    public IJournal Journal => field ??= new FaultyJournal(this, inner.Journal);

    public IBook Book => inner.Book;

    public Task<StorageBrokenException> Broken => _broken.Task;

    public void Break() => _broken.TrySetResult(new StorageBrokenException("The sync of journal.db failed (EIO)."));

    public Task OpenAsync(CancellationToken ct) => inner.OpenAsync(ct);

    public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct) => inner.DescribeAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

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

        public Task<long> CountReceivedItemsAsync(Owner owner, CancellationToken ct) =>
            inner.CountReceivedItemsAsync(owner, ct);
    }
}
