using Npgsql;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>A database of the test's own on the PostgreSQL server that ./test provides.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TemporaryDatabase(string server, string name) => (_server, _name) = (server, name);

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    public static async Task<TemporaryDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable("TANDEM_TEST_POSTGRES");
        Assert.True(server is { Length: > 0 }, "TANDEM_TEST_POSTGRES names no server: run ./test, which starts one.");
        var database = new TemporaryDatabase(server, $"end_to_end_{Guid.NewGuid():N}");
        await database.RunAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await RunAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
