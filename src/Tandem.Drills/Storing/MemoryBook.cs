using System.Globalization;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Storing;

internal sealed class MemoryBook(MemoryStorage storage, TimeProvider clock) : IBook
{
    private MemoryDisk Disk => storage.Disk;

    public Task<OwnerLease> ClaimAsync(Owner owner, CancellationToken ct) =>
        storage.WriteAsync(StorageStep.BeforeClaim, StorageStep.AfterClaim, () =>
        {
            var known = Disk.OwnerOf(owner);
            known.Epoch++;
            return new OwnerLease(owner, known.Epoch, known.NextPosition);
        });

    public Task<IReadOnlyList<Row>> ReadAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<Row>>(() => [.. keys.Distinct().Select(Disk.Table.Find).OfType<Row>()]);

    public Task<IReadOnlyList<Row>> PageAsync(RowRange range, CancellationToken ct) =>
        storage.ReadAsync(() => Disk.Table.Page(range));

    public Task<IReadOnlyList<Row>> ScanAsync(
        string kind, string after, string below, int limit, CancellationToken ct) =>
        storage.ReadAsync(() => Disk.Table.Scan(kind, after, below, limit));

    public Task CommitAsync(Commit commit, CancellationToken ct) =>
        storage.WriteAsync(StorageStep.BeforeCommit, StorageStep.AfterCommit, () =>
        {
            Check(commit); // Throws before anything has changed: a commit is whole or not at all.
            Apply(commit);
            return true;
        });

    public Task<IReadOnlyList<RecordedInput>> ReadInputsAsync(
        Owner owner, long fromPosition, int limit, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<RecordedInput>>(() => Disk.Owners.TryGetValue(owner.Value, out var known)
            ? [.. known.Inputs.Skip((int)Math.Max(0, fromPosition - 1)).Take(limit)]
            : []);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsOfSubjectAsync(string subject, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<RecordedInput>>(() =>
            [.. Disk.Inputs.Where(input => input.Subject == subject)]);

    public Task<IReadOnlyList<RecordedInput>> ReadInputsOfDeliveryAsync(long deliveryId, CancellationToken ct) =>
        storage.ReadAsync<IReadOnlyList<RecordedInput>>(() =>
            [.. Disk.Inputs.Where(input => input.DeliveryId == deliveryId).OrderBy(input => input.ItemIndex)]);

    public Task<IReadOnlyList<FeedItem>> ReadFeedAsync(string? afterCursor, int limit, CancellationToken ct)
    {
        var seen = afterCursor is null ? 0 : SeenBy(afterCursor);
        return storage.ReadAsync<IReadOnlyList<FeedItem>>(() => [.. Disk.FeedItems.Skip((int)seen).Take(limit)]);
    }

    public Task<string?> ReadFeedEndAsync(CancellationToken ct) =>
        storage.ReadAsync(() => Disk.FeedItems.Count == 0 ? null : Disk.FeedItems[^1].Cursor);

    private void Check(Commit commit)
    {
        var known = Disk.Owners.GetValueOrDefault(commit.Owner.Value);
        if (commit.Epoch != 0 && known?.Epoch != commit.Epoch)
            throw new StaleOwnerException(commit.Owner, commit.Epoch);

        var position = known?.NextPosition ?? 1;
        foreach (var input in commit.Inputs)
        {
            if (input.Owner != commit.Owner || input.Position != position++)
                throw new InvalidOperationException(
                    $"Input {input.Position} of {input.Owner} does not continue {commit.Owner} at {position - 1}.");
        }

        var keys = new SortedSet<RowKey>(RowKey.Order);
        foreach (var change in commit.Rows)
        {
            if (!keys.Add(change.Key))
                throw new InvalidOperationException($"Row {change.Key} is changed twice in one commit.");

            if (change.ExpectedVersion is { } expected && (Disk.Table.Find(change.Key)?.Version ?? 0) != expected)
                throw new VersionConflictException(change.Key);
        }

        // The real stores look such a mark up under its owner and miss it in silence; a drill should hear of it.
        if (commit.Done.Any(mark => Find(mark)?.Part.Owner != commit.Owner))
            throw new InvalidOperationException($"A done mark names no delivery of {commit.Owner}.");
    }

    private MemoryDelivery? Find(DoneMark mark) => mark.DeliveryId > 0 && mark.DeliveryId <= Disk.Deliveries.Count
        ? Disk.Deliveries[(int)mark.DeliveryId - 1]
        : null;

    private void Apply(Commit commit)
    {
        foreach (var change in commit.Rows)
            Disk.Table.Apply(change);

        foreach (var input in commit.Inputs)
            Disk.OwnerOf(commit.Owner).Inputs.Add(input with { Body = Copy(input.Body) });

        foreach (var mark in commit.Done)
        {
            var delivery = Disk.Deliveries[(int)mark.DeliveryId - 1];
            delivery.NextItem = mark.NextItem;
            delivery.IsComplete |= mark.IsComplete;
            if (delivery.IsComplete)
                Disk.Undone[(delivery.Part.Owner.Value, delivery.Part.Lane)].Remove(delivery.Id);
        }

        var now = clock.GetUtcNow();
        foreach (var entry in commit.Feed)
        {
            var cursor = (Disk.FeedItems.Count + 1).ToString(CultureInfo.InvariantCulture);
            Disk.FeedItems.Add(new FeedItem(cursor, now, entry with { Body = entry.Body.ToArray() }));
        }
    }

    private static long SeenBy(string cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : throw new ArgumentException("This is no cursor of this feed.", nameof(cursor));

    private static ReadOnlyMemory<byte>? Copy(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes)
            return null;

        return bytes.ToArray();
    }
}
