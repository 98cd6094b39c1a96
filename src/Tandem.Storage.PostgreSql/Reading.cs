using Npgsql;

namespace Tandem.Storage.PostgreSql;

/// <summary>Runs queries on pooled connections; each is one statement and so sees one state of the database.</summary>
internal sealed class Reading(NpgsqlDataSource database, StorageHealth health)
{
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, IReadOnlyList<NpgsqlParameter> values, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        health.ThrowIfBroken();
        try
        {
            await using var command = database.CreateCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(value);

            await using var reader = await command.ExecuteReaderAsync(ct);
            var found = new List<T>();
            while (await reader.ReadAsync(ct))
                found.Add(read(reader));

            return found;
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            throw health.Translate(failure);
        }
    }

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
