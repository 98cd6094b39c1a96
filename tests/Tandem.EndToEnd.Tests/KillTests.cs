using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>P1 outside the simulation: a real hub, killed without warning under load.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int PerSecond = 200;

    // 20 kills in the full run; fewer where the whole suite has to end within minutes.
    private static readonly int Kills = Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? 20 : 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_webhook_survives_kill_minus_nine()
    {
        using var data = new TemporaryFolder("tandem-kill-");

        await KillAndCountAsync(["--data", data.Path]);
    }

    [Fact]
    public async Task On_PostgreSQL_every_acknowledged_webhook_survives_it_too()
    {
        using var data = new TemporaryFolder("tandem-kill-");
        await using var database = await TemporaryDatabase.CreateAsync();

        await KillAndCountAsync(["--data", data.Path, "--set", $"postgres={database.ConnectionString}"]);
    }

    private async Task KillAndCountAsync(string[] storage)
    {
        string[] arguments = ["up", "--port", "0", .. storage];
        var chance = new Random(20261122);
        var load = new WebhookLoad("KILL");
        string? apiKey = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var hub = await TandemProcess.StartAsync(arguments);
            if (apiKey is null)
                await WebhookLoad.RegisterAsync(hub.Hub, apiKey = hub["api key"]!);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var posting = load.PostAsync(hub.Hub, PerSecond, stop.Token);
            // a random instant is the point
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(300, 1500)), Ct);
            await hub.KillAsync();
            await stop.CancelAsync();
            await posting;
        }

        await using var last = await TandemProcess.StartAsync(arguments);
        var shown = await WebhookLoad.ShownAsync(last.Hub, apiKey!);
        var acknowledged = load.Acknowledged;
        output.WriteLine($"{Kills} kills, {load.Sent} sent, {acknowledged.Count} acknowledged, {shown.Count} shown");

        Assert.True(acknowledged.Count > Kills * 20, $"Only {acknowledged.Count} were acknowledged: no load at all.");
        Assert.Equal([], acknowledged.Except(shown));
        Assert.Equal(shown.Count, shown.Distinct().Count());
        await ReplayAsync(last, storage);
    }

    // What so many processes decided, one decides again.
    private async Task ReplayAsync(TandemProcess hub, string[] storage)
    {
        await hub.StopAsync();
        var (code, said) = await TandemProcess.RunAsync(["replay", .. storage]);
        output.WriteLine(said);

        Assert.Equal(0, code);
        Assert.EndsWith("rows compared: the same", said);
    }
}
