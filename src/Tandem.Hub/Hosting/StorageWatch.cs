using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Hosting;

/// <summary>Ends the process when the storage broke: an unknown disk must not acknowledge anything.</summary>
internal sealed partial class StorageWatch(
    IStorage storage, IHostApplicationLifetime lifetime, ILogger<StorageWatch> log) : BackgroundService
{
    /// <summary>The exit code: EX_SOFTWARE of sysexits, told apart from bad settings (2).</summary>
    public const int ExitCode = 70;

    private int _isBroken;

    /// <summary>Whether nothing may be acknowledged any more.</summary>
    public bool IsBroken => Volatile.Read(ref _isBroken) != 0;

    /// <summary>The storage broke: stop accepting, end with <see cref="ExitCode"/>.</summary>
    public void Report(StorageBrokenException broken)
    {
        if (Interlocked.Exchange(ref _isBroken, 1) != 0)
            return;

        LogBroken(broken.Message);
        Environment.ExitCode = ExitCode;
        lifetime.StopApplication();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Report(await storage.Broken.WaitAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops for another reason.
        }
    }

    [LoggerMessage(411, LogLevel.Critical,
        "The storage broke and what is on disk is unknown: {Reason} Nothing is accepted any more; the hub ends. "
        + "Check the disk, then start it again: what was acknowledged before is kept.")]
    private partial void LogBroken(string reason);
}
