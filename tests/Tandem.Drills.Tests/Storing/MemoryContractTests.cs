using Tandem.Drills.Storing;
using Tandem.Engine.Storing;
using Tandem.Storage.Contract;

namespace Tandem.Drills.Tests.Storing;

public sealed class MemoryJournal() : JournalContract(new MemoryPlace());

public sealed class MemoryDoneMarks() : DoneMarkContract(new MemoryPlace());

public sealed class MemoryRowsByKey() : RowContract(new MemoryPlace());

public sealed class MemoryPaging() : PagingContract(new MemoryPlace());

public sealed class MemoryCommits() : CommitContract(new MemoryPlace());

public sealed class MemoryInputs() : InputContract(new MemoryPlace());

public sealed class MemoryFeed() : FeedContract(new MemoryPlace());

internal sealed class MemoryPlace : IStoragePlace
{
    private readonly MemoryDisk _disk = new();

    public Task<IStorage> CreateAsync(TimeProvider clock) => Task.FromResult<IStorage>(new MemoryStorage(_disk, clock));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
