using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Storing;
using Tandem.Engine.Watching;

namespace Tandem.Hub.Hosting;

/// <summary>Lets the ledgers be looked at for as long as the process runs, and says aloud what is wrong.</summary>
internal sealed partial class LedgerGuard(LedgerWatch watch, TimeProvider clock, ILogger<LedgerGuard> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LedgerWatch.LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            foreach (var (code, owner) in await watch.LookAsync(ct))
                LogAlarm(code, owner.Family);
        }
        catch (Exception failure) when (failure is JournalFullException or StorageBrokenException)
        {
            // The storage is away: that has an alarm of its own, and the next look sees what is behind.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogBlind(failure);
        }
    }

    [LoggerMessage(421, LogLevel.Error,
        "An alarm: {Code} at a {Family}. GET /v1/alarms says whose, since when and what to do.")]
    private partial void LogAlarm(string code, string family);

    [LoggerMessage(422, LogLevel.Error, "The ledgers could not be looked at; the next look is in seconds.")]
    private partial void LogBlind(Exception failure);
}
