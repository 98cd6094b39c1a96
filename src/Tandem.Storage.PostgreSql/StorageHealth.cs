using Npgsql;
using Tandem.Engine.Storing;

namespace Tandem.Storage.PostgreSql;

/// <summary>What an error of the database means to us, and whether it can still be trusted.</summary>
/// <remarks>
/// A lost connection is no broken disk: PostgreSQL stops itself when a sync fails, and what it acknowledged is there
/// when it is back. Only damage that it reports by itself ends this process.
/// </remarks>
internal sealed class StorageHealth
{
    private readonly TaskCompletionSource<StorageBrokenException> _broken =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<StorageBrokenException> Broken => _broken.Task;

    public void ThrowIfBroken()
    {
        if (_broken.Task.IsCompletedSuccessfully)
            throw new StorageBrokenException("The storage broke earlier; nothing is accepted.", _broken.Task.Result);
    }

    /// <summary>The same in the words of the ports.</summary>
    public Exception Translate(Exception failure) => failure switch
    {
        PostgresException error when IsDamage(error) => Break(failure),
        PostgresException error when IsOfTheContent(error) => new InvalidOperationException(
            $"PostgreSQL refused what was to be written or read ({error.SqlState}).", failure),
        NpgsqlException or TimeoutException or IOException => new JournalFullException(
            "Nothing is known to be kept: the database is away or out of room.", failure),
        _ => failure,
    };

    /// <summary>The fault lies in what was to be written: bad data, a broken constraint, a bad statement.</summary>
    public static bool IsOfTheContent(PostgresException error) =>
        error.SqlState[..2] is "21" or "22" or "23" or "42" or "54";

    private static bool IsDamage(PostgresException error) => error.SqlState
        is PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;

    private StorageBrokenException Break(Exception cause)
    {
        var refusal = new StorageBrokenException("The database reports damage: end, and have it looked at.", cause);
        _broken.TrySetResult(refusal);
        return refusal;
    }
}
