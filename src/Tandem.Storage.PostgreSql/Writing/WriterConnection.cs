using Npgsql;

namespace Tandem.Storage.PostgreSql.Writing;

/// <summary>A writer's own connection: kept while it works, made anew when it does not.</summary>
/// <param name="database">Where connections come from.</param>
/// <param name="settings">SQL run once on each new connection.</param>
internal sealed class WriterConnection(NpgsqlDataSource database, string? settings = null) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    public async ValueTask<NpgsqlConnection> GetAsync()
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
            return _connection;

        await DropAsync();
        return _connection = await OpenAsync();
    }

    /// <summary>Leaves the transaction under way, by the quickest road that works.</summary>
    /// <returns>True if the server confirmed that nothing was written.</returns>
    public async Task<bool> RollBackAsync()
    {
        if (_connection is not { State: System.Data.ConnectionState.Open })
            return false;

        try
        {
            await using var command = new NpgsqlCommand("ROLLBACK", _connection);
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
        {
            await DropAsync();
            return false;
        }
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    // One that cannot be set up goes back to the pool, or each attempt would take one out of it for good.
    private async Task<NpgsqlConnection> OpenAsync()
    {
        var fresh = await database.OpenConnectionAsync();
        try
        {
            if (settings is not null)
            {
                await using var command = new NpgsqlCommand(settings, fresh);
                await command.ExecuteNonQueryAsync();
            }

            return fresh;
        }
        catch
        {
            await fresh.DisposeAsync();
            throw;
        }
    }

    private async Task DropAsync()
    {
        if (_connection is null)
            return;

        await _connection.DisposeAsync();
        _connection = null;
    }
}
