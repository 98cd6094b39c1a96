using System.Diagnostics;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>P1, P2, P3 and P5 outside the simulation: a real hub is killed while customers, the phone and programs
/// write, and is held to the emulator's ledger.</summary>
public sealed class MixedKillTests(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1";

    private static readonly int Kills = IsFull ? 100 : 5;

    // TANDEM_KILL_SEED=7 repeats another run: its instants are seeded, what the machine makes of them is not.
    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("TANDEM_KILL_SEED"), out var seed) ? seed : 20261124;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Kills_under_mixed_traffic_lose_nothing_double_nothing_and_send_nothing_twice() =>
        KillAndJudgeAsync(folder => ["--data", folder]);

    [Fact]
    public async Task On_PostgreSQL_kills_under_mixed_traffic_do_no_harm_either()
    {
        await using var database = await TemporaryDatabase.CreateAsync();

        await KillAndJudgeAsync(folder => ["--data", folder, "--set", $"postgres={database.ConnectionString}"]);
    }

    private async Task KillAndJudgeAsync(Func<string, string[]> storage)
    {
        var began = Stopwatch.GetTimestamp();
        var chance = new Random(Seed);
        await using var world = await MixedWorld.StartAsync(storage, Seed);
        await world.BeginAsync(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            // random instants are the point
            await Task.Delay(chance.Next(100, 1500), Ct);
            await world.KillAsync();
            if (chance.Next(4) == 0)
                await world.RestartInVainAsync(TimeSpan.FromMilliseconds(chance.Next(50, 900)));
            await world.RestartAsync();
        }

        await world.QuietAsync();
        output.WriteLine($"seed {Seed}: {Kills} kills in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        await new Verdict(world, output).DemandAsync(areAsked: IsFull);
        await world.ReplayAsync(output);
        output.WriteLine($"all in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
    }
}
