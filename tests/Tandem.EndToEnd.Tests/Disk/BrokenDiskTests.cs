using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Disk;

/// <summary>A real hub whose disk is full for a while, or fails.</summary>
public sealed class BrokenDiskTests(ITestOutputHelper output)
{
    private const int PerSecond = 100;

    // EX_SOFTWARE: what a supervisor sees when the disk cannot be trusted (docs/operating.md).
    private const int ExitCode = 70;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_that_fails_ends_the_hub_and_what_it_acknowledged_before_is_kept()
    {
        using var data = new TemporaryFolder("tandem-eio-");
        var load = new WebhookLoad("EIO");
        string apiKey;
        await using (var hub = await Tracing.SpoilAsync(data.Path, "fsync:error=EIO:when=40+"))
        {
            apiKey = hub["api key"]!;
            await WebhookLoad.RegisterAsync(hub.Hub, apiKey);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var posting = load.PostAsync(hub.Hub, PerSecond, stop.Token);
            var exitCode = await hub.ExitAsync(Patience);
            await stop.CancelAsync();
            await posting;

            Assert.Equal(ExitCode, exitCode);
            Assert.Contains("The storage broke", hub.Output, StringComparison.Ordinal);
        }

        await AllAcknowledgedAreShownAsync(data.Path, apiKey, load);
    }

    [Fact]
    public async Task A_full_disk_gets_no_200_and_the_hub_goes_on_once_there_is_room()
    {
        using var data = new TemporaryFolder("tandem-enospc-");
        var load = new WebhookLoad("FULL");
        string apiKey;
        await using (var hub = await Tracing.SpoilAsync(data.Path, "pwrite64:error=ENOSPC:when=200..260"))
        {
            apiKey = hub["api key"]!;
            await WebhookLoad.RegisterAsync(hub.Hub, apiKey);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var posting = load.PostAsync(hub.Hub, PerSecond, stop.Token);
            await Until.FoundAsync(
                () => Task.FromResult(load.Refused.Count > 0 ? "some" : null), Patience, "a refusal");
            var before = load.Acknowledged.Count;
            await Until.FoundAsync(
                () => Task.FromResult(load.Acknowledged.Count > before + 20 ? "room" : null), Patience, "room again");
            await stop.CancelAsync();
            await posting;
            await hub.StopAsync();
        }

        await AllAcknowledgedAreShownAsync(data.Path, apiKey, load);
    }

    private async Task AllAcknowledgedAreShownAsync(string data, string apiKey, WebhookLoad load)
    {
        await using var again = await TandemProcess.StartAsync("up", "--data", data, "--port", "0");
        var shown = await WebhookLoad.ShownAsync(again.Hub, apiKey);
        var acknowledged = load.Acknowledged;
        output.WriteLine($"{load.Sent} sent, {acknowledged.Count} acknowledged, {load.Refused.Count} refused, "
            + $"{shown.Count} shown");

        Assert.NotEmpty(acknowledged);
        Assert.Equal([], acknowledged.Except(shown));
        Assert.Equal([], load.Refused.Intersect(shown));
    }
}
