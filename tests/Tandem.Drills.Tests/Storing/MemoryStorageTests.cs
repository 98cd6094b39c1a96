using Tandem.Drills.Storing;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Tests.Storing;

/// <summary>What a drill may do to the simulated storage beyond the contract: cut, delay, fill, break.</summary>
public sealed class MemoryStorageTests
{
    private static readonly Owner Shop = Owner.Number("1");
    private static readonly ReceivedWebhook Webhook =
        new(DateTimeOffset.UnixEpoch, "app", "{}"u8.ToArray(), [new DeliveryPart(Shop, Lane.Live, 1)]);

    private static readonly Commit Commit =
        new(Shop, 0, [new RowChange(new RowKey("thing", "a"), null, 0, "{}"u8.ToArray())], [], [], []);

    private readonly MemoryDisk _disk = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StorageStep.BeforeAppend, 0)]
    [InlineData(StorageStep.AfterAppend, 1)]
    public void A_power_cut_around_an_append_is_never_acknowledged(StorageStep step, int kept)
    {
        var storage = new MemoryStorage(_disk, TimeProvider.System) { CutsPowerAt = at => at == step };

        var append = storage.Journal.AppendAsync(Webhook, Ct).AsTask();

        Assert.False(append.IsCompleted);
        Assert.True(storage.IsPowerCut);
        Assert.Equal(kept, _disk.Received.Count);
    }

    [Theory]
    [InlineData(StorageStep.BeforeCommit, 0)]
    [InlineData(StorageStep.AfterCommit, 1)]
    public void A_power_cut_around_a_commit_leaves_all_or_nothing(StorageStep step, int kept)
    {
        var storage = new MemoryStorage(_disk, TimeProvider.System) { CutsPowerAt = at => at == step };

        Assert.False(storage.Book.CommitAsync(Commit, Ct).IsCompleted);
        Assert.Equal(kept, _disk.Rows.Count());
    }

    [Fact]
    public async Task A_dead_process_writes_nothing_and_the_next_one_finds_what_was_kept()
    {
        var dead = new MemoryStorage(_disk, TimeProvider.System);
        await dead.Journal.AppendAsync(Webhook, Ct);
        dead.Crash();

        Assert.False(dead.Journal.AppendAsync(Webhook, Ct).AsTask().IsCompleted);
        Assert.False(dead.Journal.ReadBusyOwnersAsync(Ct).IsCompleted);
        var next = new MemoryStorage(_disk, TimeProvider.System);
        Assert.Single(await next.Journal.ReadUndoneAsync(Shop, Lane.Live, 9, Ct));
    }

    [Fact]
    public void A_drill_decides_when_steps_end_and_what_was_under_way_dies_with_the_power()
    {
        var due = new List<(StorageStep Step, Action Go)>();
        var storage = new MemoryStorage(_disk, TimeProvider.System) { Schedule = (step, go) => due.Add((step, go)) };

        var first = storage.Journal.AppendAsync(Webhook, Ct).AsTask();
        var second = storage.Journal.AppendAsync(Webhook, Ct).AsTask();
        Assert.Empty(_disk.Received);

        due[1].Go();
        due[2].Go();
        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(StorageStep.AfterAppend, due[2].Step);

        storage.Crash();
        due[0].Go();
        Assert.False(first.IsCompleted);
        Assert.Single(_disk.Received);
    }

    [Fact]
    public async Task A_full_disk_refuses_keeps_nothing_and_recovers()
    {
        var storage = new MemoryStorage(_disk, TimeProvider.System) { IsFull = true };
        await Assert.ThrowsAsync<JournalFullException>(async () => await storage.Journal.AppendAsync(Webhook, Ct));
        await Assert.ThrowsAsync<JournalFullException>(() => storage.Book.CommitAsync(Commit, Ct));

        storage.IsFull = false;
        await storage.Journal.AppendAsync(Webhook, Ct);

        Assert.Single(_disk.Received);
        Assert.False(storage.Broken.IsCompleted);
    }

    [Fact]
    public async Task A_broken_disk_refuses_everything_for_good()
    {
        var storage = new MemoryStorage(_disk, TimeProvider.System);

        storage.Break("the drill broke it");

        Assert.True(storage.Broken.IsCompletedSuccessfully);
        await Assert.ThrowsAsync<StorageBrokenException>(async () => await storage.Journal.AppendAsync(Webhook, Ct));
        await Assert.ThrowsAsync<StorageBrokenException>(() => storage.Book.ReadAsync([], Ct));
        Assert.Empty(_disk.Received);
    }
}
