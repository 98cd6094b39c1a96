using Npgsql;
using Tandem.Engine.Storing;
using Tandem.Storage.Contract;

namespace Tandem.Storage.PostgreSql.Tests;

/// <summary>A database of its own for one test class; each test finds it empty.</summary>
public sealed class ScratchDatabase : IAsyncLifetime
{
    private const string Variable = "TANDEM_TEST_POSTGRES";

    private static int _count;

    private readonly string _server = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException(
            $"{Variable} is not set. Run ./test, which starts a PostgreSQL of its own, or set the variable to the "
            + "connection string of a scratch server whose role may create databases.");

    private readonly string _name = $"tandem_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxPoolSize = 10 }.ConnectionString;

    public async ValueTask InitializeAsync() => await RunAsync(_server, $"CREATE DATABASE {_name}");

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)");
        GC.SuppressFinalize(this);
    }

    public IStoragePlace NewPlace() => new Place(this);

    /// <summary>The database is away for everybody, as after a crash of its server.</summary>
    public Task CloseAsync() => RunAsync(
        _server,
        $"""
        ALTER DATABASE {_name} ALLOW_CONNECTIONS false;
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{_name}';
        """);

    public Task OpenAgainAsync() => RunAsync(_server, $"ALTER DATABASE {_name} ALLOW_CONNECTIONS true");

    public Task RunAsync(string sql) => RunAsync(ConnectionString, sql);

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Place(ScratchDatabase database) : IStoragePlace
    {
        public Task<IStorage> CreateAsync(TimeProvider clock) =>
            Task.FromResult<IStorage>(new PostgreSqlStorage(database.ConnectionString, clock));

        /// <summary>Deleting a few rows costs far less than making the tables again.</summary>
        public async ValueTask DisposeAsync() => await database.RunAsync("""
            SET search_path = tandem;
            DELETE FROM webhooks; DELETE FROM deliveries; DELETE FROM received; DELETE FROM owners; DELETE FROM rows;
            DELETE FROM inputs; DELETE FROM feed; UPDATE feed_end SET last = 0;
            """);
    }
}
