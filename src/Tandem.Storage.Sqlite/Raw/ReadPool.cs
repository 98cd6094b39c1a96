using System.Collections.Concurrent;
using Tandem.Engine.Storing;

namespace Tandem.Storage.Sqlite.Raw;

/// <summary>A few read-only connections to one file, each lent to one reader at a time.</summary>
internal sealed class ReadPool : IDisposable
{
    private const int Connections = 4;

    private readonly ConcurrentBag<Connection> _idle = [];
    private readonly SemaphoreSlim _places = new(Connections);
    private readonly StorageHealth _health;

    public ReadPool(string path, StorageHealth health)
    {
        _health = health;
        for (var n = 0; n < Connections; n++)
        {
            var connection = Connection.Open(path, create: false);
            connection.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 0;");
            _idle.Add(connection);
        }
    }

    /// <summary>Reads on the caller's thread: pages are nearly always in memory, a hop would cost more.</summary>
    /// <exception cref="StorageBrokenException">The file cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken ct)
    {
        _health.ThrowIfBroken();
        await _places.WaitAsync(ct);
        _idle.TryTake(out var connection);
        try
        {
            return read(connection!);
        }
        catch (SqliteError error)
        {
            throw error.ToPortException(_health);
        }
        finally
        {
            _idle.Add(connection!);
            _places.Release();
        }
    }

    public void Dispose()
    {
        for (var n = 0; n < Connections; n++)
            _places.Wait();

        foreach (var connection in _idle)
            connection.Dispose();

        _places.Dispose();
    }
}
