using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Doors;
using Tandem.Engine.Media;
using Tandem.Engine.Registry;
using Tandem.Hub.Options;

namespace Tandem.Hub.Media;

/// <summary>At the start and then every hour: throws away files that nobody needs, and media that was kept long enough.
/// </summary>
internal sealed partial class MediaKeeper(
    MediaHouse house,
    RegistrationBook registry,
    INumberDoor door,
    HubOptions options,
    TimeProvider clock,
    ILogger<MediaKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
                await KeepHouseAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task KeepHouseAsync(CancellationToken ct)
    {
        await TryAsync(async () =>
        {
            if (options.KeepMedia is not { } keep)
                return;
            foreach (var number in await registry.NumbersAsync(ct))
                await TryAsync(() => house.OutdateAsync(number, keep, door, ct), ct);
        }, ct);
        await TryAsync(() => house.SweepAsync(ct), ct);
    }

    // Storage away, disk unreadable, a number busy: the rest is looked through all the same, and this in an hour.
    private async Task TryAsync(Func<Task> look, CancellationToken ct)
    {
        try
        {
            await look();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailure(failure);
        }
    }

    [LoggerMessage(431, LogLevel.Warning, "Some media files could not be looked through; the next look is in an hour.")]
    private partial void LogFailure(Exception failure);
}
