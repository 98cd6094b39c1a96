using Npgsql;

namespace Tandem.Storage.PostgreSql.Booking;

/// <summary>Asks what became of a transaction whose COMMIT got no answer.</summary>
internal sealed class CommitOutcomes(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>True committed, false rolled back; null when the database could not say within ten seconds.</summary>
    public async Task<bool?> AskAsync(string transaction)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < Patience)
        {
            switch (await StatusAsync(transaction))
            {
                case "committed":
                    return true;
                case "aborted":
                    return false;
                case "forgotten":
                    return null;
            }

            await Task.Delay(Pause, clock);
        }

        return null;
    }

    private async Task<string> StatusAsync(string transaction)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT coalesce(pg_xact_status($1::xid8), 'forgotten')");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = transaction });
            return (string)(await command.ExecuteScalarAsync())!;
        }
        catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException)
        {
            return "away";
        }
    }
}

/// <summary>Nobody can say whether the group was written: its agents must claim their owners and look.</summary>
internal sealed class UnknownOutcomeException(Exception inner)
    : Exception("The connection was lost during COMMIT and the database has not come back in time.", inner);
