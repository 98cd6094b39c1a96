using Tandem.Storage.Contract;

namespace Tandem.Storage.PostgreSql.Tests;

public sealed class PostgreSqlJournals(ScratchDatabase database)
    : JournalContract(database.NewPlace()), IClassFixture<ScratchDatabase>;

public sealed class PostgreSqlDoneMarks(ScratchDatabase database)
    : DoneMarkContract(database.NewPlace()), IClassFixture<ScratchDatabase>;

public sealed class PostgreSqlRows(ScratchDatabase database)
    : RowContract(database.NewPlace()), IClassFixture<ScratchDatabase>;

public sealed class PostgreSqlPaging(ScratchDatabase database)
    : PagingContract(database.NewPlace()), IClassFixture<ScratchDatabase>;

public sealed class PostgreSqlCommits(ScratchDatabase database)
    : CommitContract(database.NewPlace()), IClassFixture<ScratchDatabase>;

public sealed class PostgreSqlInputs(ScratchDatabase database)
    : InputContract(database.NewPlace()), IClassFixture<ScratchDatabase>;

public sealed class PostgreSqlFeed(ScratchDatabase database)
    : FeedContract(database.NewPlace()), IClassFixture<ScratchDatabase>;
