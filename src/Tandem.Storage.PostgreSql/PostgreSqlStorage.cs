using System.Globalization;
using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.PostgreSql.Booking;
using Tandem.Storage.PostgreSql.Journaling;
using Tandem.Storage.PostgreSql.Schema;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql;

/// <summary>Storage in one PostgreSQL database, in the schema <c>tandem</c>. Several processes may share it.</summary>
/// <remarks>
/// A database that is away makes appends and commits fail until it is back; nothing else is lost by it. Connect
/// directly or through a pooler in session mode: prepared statements outlive a transaction.
/// </remarks>
/// <param name="connectionString">Npgsql's form; the role may create a schema in the database.</param>
/// <param name="clock">Stamps feed items.</param>
public sealed class PostgreSqlStorage(string connectionString, TimeProvider clock) : IStorage
{
    private const int MostAppendsPerGroup = 1024;
    private const int MostCommitsPerGroup = 256;

    private readonly StorageHealth _health = new();
    private readonly List<IAsyncDisposable> _owned = [];
    private NpgsqlDataSource? _database;
    private GroupLoop<PendingAppend>? _journalWriter;
    private GroupLoop<PendingCommit>? _bookWriter;
    private PostgreSqlJournal? _journal;
    private PostgreSqlBook? _book;

    /// <inheritdoc/>
    public IJournal Journal => _journal ?? throw NotOpen();

    /// <inheritdoc/>
    public IBook Book => _book ?? throw NotOpen();

    /// <inheritdoc/>
    public Task<StorageBrokenException> Broken => _health.Broken;

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken ct)
    {
        try
        {
            _database = NpgsqlDataSource.Create(Complete(connectionString));
            await using var db = await _database.OpenConnectionAsync(ct);
            await SchemaSteps.ApplyAsync(db, ct);
        }
        catch (Exception failure) when (failure is NpgsqlException or ArgumentException or TimeoutException)
        {
            throw new StorageRefusedException(
                "postgres = '(hidden)': must lead to a PostgreSQL that takes this user: "
                + $"{failure.Message.TrimEnd('.')}; "
                + "start it or correct the connection string.", failure);
        }

        var reading = new Reading(_database, _health);
        _journalWriter = StartJournal(_database);
        _bookWriter = StartBook(_database);
        _journal = new PostgreSqlJournal(_journalWriter, reading);
        _book = new PostgreSqlBook(_bookWriter, reading);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct)
    {
        if (_database is null || _book is null)
            throw NotOpen();

        await using var command = _database.CreateCommand("""
            SELECT current_setting('server_version'), current_setting('synchronous_commit'), current_setting('fsync'),
                   current_setting('full_page_writes'), current_database(), pg_database_size(current_database())
            """);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Dictionary<string, string>
        {
            ["engine"] = $"PostgreSQL {row.GetString(0)}",
            ["durability"] = $"every acknowledgement after COMMIT (synchronous_commit={row.GetString(1)}, "
                + $"fsync={row.GetString(2)}, full_page_writes={row.GetString(3)})",
            ["database"] = row.GetString(4),
            ["journal_commit_ms"] = _journalWriter!.CommitTimes.Describe(),
            ["book_commit_ms"] = _bookWriter!.CommitTimes.Describe(),
            ["database bytes"] = row.GetInt64(5).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            await owned.DisposeAsync();

        _owned.Clear();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private GroupLoop<PendingAppend> StartJournal(NpgsqlDataSource database)
    {
        var connection = new WriterConnection(database);
        var loop = new GroupLoop<PendingAppend>(
            MostAppendsPerGroup, new JournalWriting(connection).WriteAsync, _health);
        _owned.AddRange([loop, connection]);
        return loop;
    }

    private GroupLoop<PendingCommit> StartBook(NpgsqlDataSource database)
    {
        var connection = new WriterConnection(database, BookWriting.Settings);
        var writing = new BookWriting(connection, new CommitOutcomes(database, clock), clock);
        var loop = new GroupLoop<PendingCommit>(MostCommitsPerGroup, writing.WriteAsync, _health);
        _owned.AddRange([loop, connection]);
        return loop;
    }

    /// <summary>States every timeout, and what durability rests on, whatever the server's defaults are.</summary>
    private static string Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "tandem",
            Timeout = 5, // seconds to connect
            CommandTimeout = 20, // seconds; above the server's, so that the server speaks first
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
        };
        builder.Options = string.Join(
            ' ',
            builder.Options,
            $"-c search_path={Migrations.Schema} -c synchronous_commit=on -c jit=off",
            "-c statement_timeout=15s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s").Trim();
        return builder.ConnectionString;
    }

    private static InvalidOperationException NotOpen() => new("The storage has not been opened.");
}
