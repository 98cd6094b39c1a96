using Tandem.Engine.Storing;
using Tandem.Storage.Contract;

namespace Tandem.Storage.Sqlite.Tests;

public sealed class SqliteJournalOnDisk() : JournalContract(new SqliteFolder());

public sealed class SqliteDoneMarks() : DoneMarkContract(new SqliteFolder());

public sealed class SqliteRows() : RowContract(new SqliteFolder());

public sealed class SqlitePaging() : PagingContract(new SqliteFolder());

public sealed class SqliteCommits() : CommitContract(new SqliteFolder());

public sealed class SqliteInputs() : InputContract(new SqliteFolder());

public sealed class SqliteFeed() : FeedContract(new SqliteFolder());

/// <summary>A folder for one test.</summary>
internal sealed class SqliteFolder : IStoragePlace
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-sqlite-");

    public string Path => _folder.FullName;

    public Task<IStorage> CreateAsync(TimeProvider clock) =>
        Task.FromResult<IStorage>(new SqliteStorage(_folder.FullName, clock));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
