namespace Tandem.EndToEnd.Tests.Disk;

/// <summary>
/// What a trace says about the promise behind a 200: the webhook was read, then written to the journal's log, then
/// that log was synced, and only after the sync had returned was the 200 sent.
/// </summary>
internal static class SyncWitness
{
    /// <summary>Checks one webhook; null if the order held, else what was wrong.</summary>
    /// <param name="calls">The whole trace.</param>
    /// <param name="wamid">A text that only this webhook has.</param>
    public static string? Against(IReadOnlyList<SystemCall> calls, string wamid)
    {
        var arrival = calls.FirstOrDefault(call => Receives(call) && Has(call, wamid));
        if (arrival is null)
            return $"{wamid} was never received";

        var answer = calls.FirstOrDefault(call =>
            Sends(call) && call.File == arrival.File && call.Began > arrival.Ended && Has(call, "HTTP/1.1 200"));
        if (answer is null)
            return $"{wamid} got no 200";

        var written = calls.FirstOrDefault(call => call.Name == "pwrite64" && OnLog(call) && call.Worked
            && call.Began > arrival.Began && call.Ended < answer.Began && Has(call, wamid));
        if (written is null)
            return $"{wamid} got its 200 before it was written";

        var synced = calls.Any(call => call.Name is "fsync" or "fdatasync" && OnLog(call) && call.Worked
            && call.Began > written.Ended && call.Ended < answer.Began);
        return synced ? null : $"{wamid} got its 200 before it was synced";
    }

    private static bool Receives(SystemCall call) => call.Name is "recvmsg" or "recvfrom" or "read";

    private static bool Sends(SystemCall call) => call.Name is "sendmsg" or "sendto" or "write";

    private static bool OnLog(SystemCall call) => call.File.EndsWith("/journal.db-wal", StringComparison.Ordinal);

    private static bool Has(SystemCall call, string text) => call.Text.Contains(text, StringComparison.Ordinal);
}
