using System.Diagnostics;
using Npgsql;
using Tandem.EndToEnd.Tests.Mixed;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Chaos;

/// <summary>
/// PostgreSQL goes away in every way it has, under mixed traffic: the hub refuses or waits, acknowledges nothing that
/// is not kept, and goes on by itself. It is never started again.
/// </summary>
public sealed class PostgresChaosTests(ITestOutputHelper output)
{
    private const string ShutDown = "fast";
    private const string Crash = "immediate";

    /// <summary>Milliseconds; longer than the hub asks what became of a commit that got no answer.</summary>
    private const int LongOutage = 15_000;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1";

    /// <summary>How often, or for how many seconds, each thing is done.</summary>
    private static readonly int Rounds = IsFull ? 20 : 4;

    /// <summary>Until a hub whose database is back works again.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("TANDEM_CHAOS_SEED"), out var seed) ? seed : 20261124;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_restarted_or_crashes_only_makes_everybody_wait()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await RunAsync(cluster, pool: "", async (world, chance) =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await Task.Delay(chance.Next(500, 1500), Ct);
                await cluster.StopAsync(round % 2 == 0 ? ShutDown : Crash);
                await Task.Delay(IsFull && round == 0 ? LongOutage : chance.Next(100, 1500), Ct); // it is away
                await cluster.StartAsync();
                await UntilReadyAsync(world);
            }

            Assert.Contains(503, world.Tap.Answers.Keys);
        });
    }

    [Fact]
    public async Task Backends_that_are_killed_again_and_again_cost_nothing_but_time()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await RunAsync(cluster, pool: ";Maximum Pool Size=8", async (world, chance) =>
        {
            var killed = 0;
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began).TotalSeconds < 1.5 * Rounds;)
            {
                await (chance.Next(3) == 0 ? cluster.CancelAsync(share: 0.4) : cluster.CutAsync(share: 0.4));
                killed++;
                await Task.Delay(chance.Next(20, 200), Ct);
            }

            output.WriteLine($"killed {killed} times");
        });
    }

    [Fact]
    public async Task With_no_connection_to_be_had_everybody_waits_until_there_is_one()
    {
        await using var cluster = await PostgresCluster.StartNewAsync(mostConnections: 12);
        await RunAsync(cluster, pool: ";Maximum Pool Size=3", async (world, chance) =>
        {
            // What reads hogs the little pool; then others take all that the server has, and what was held is cut.
            using var stop = new CancellationTokenSource();
            using var reader = new Reader(
                world.Hub.Hub, world.OwnerKey, $"/v1/numbers/{MixedWorld.Number}/conversations?limit=200");
            var reading = Enumerable.Range(0, 24).Select(_ => reader.ReadAsync(TimeSpan.Zero, stop.Token)).ToList();
            for (var round = 0; round < Rounds; round++)
            {
                await Task.Delay(chance.Next(500, 1000), Ct);
                await using var hogs = await HogAsync(cluster);
                await Task.Delay(chance.Next(500, 1500), Ct);
            }

            await stop.CancelAsync();
            await Task.WhenAll(reading);
            Assert.Empty(reader.Answers.Keys.Except([200, 503]));
            await UntilReadyAsync(world);
        });
    }

    private async Task RunAsync(PostgresCluster cluster, string pool, Func<MixedWorld, Random, Task> chaos)
    {
        var began = Stopwatch.GetTimestamp();
        var database = await cluster.CreateDatabaseAsync();
        await using var world = await MixedWorld.StartAsync(
            folder => ["--data", folder, "--set", $"postgres={database}{pool}"], Seed);
        using var reader = new Reader(world.Hub.Hub, world.OwnerKey, "/v1/numbers");
        using var stop = new CancellationTokenSource();
        var reading = reader.ReadAsync(TimeSpan.FromMilliseconds(50), stop.Token);
        await world.BeginAsync(Seed);

        await chaos(world, new Random(Seed));

        await Task.Delay(500, Ct); // traffic with the database back, too
        await world.QuietAsync();
        await stop.CancelAsync();
        await reading;
        output.WriteLine($"seed {Seed}: quiet after {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s; reads "
            + string.Join(", ", reader.Answers.Select(answer => $"{answer.Key}: {answer.Value}")));
        Assert.Empty(reader.Answers.Keys.Except([200, 503]));
        Assert.Empty(world.Tap.Answers.Keys.Except([200, 503]));
        Assert.False(world.Hub.HasExited);
        await new Verdict(world, output).DemandAsync(areAsked: IsFull);
        await world.ReplayAsync(output);
        output.WriteLine($"all in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
    }

    private static async Task UntilReadyAsync(MixedWorld world)
    {
        using var http = new HttpClient { BaseAddress = new Uri(world.Hub.Hub) };
        await Until.FoundAsync(() => ReadyAsync(http), Recovery, "the hub works again");
    }

    private static async Task<object?> ReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/readyz", Ct);
        return answer.IsSuccessStatusCode ? answer.StatusCode : null;
    }

    // Everything the server gives to ordinary roles, and what the hub had.
    private static async Task<Hogs> HogAsync(PostgresCluster cluster)
    {
        var hogs = new Hogs(cluster.Stranger);
        await hogs.TakeAsync();
        await cluster.CutAsync();
        await hogs.TakeAsync();
        return hogs;
    }

    private sealed class Hogs(string connectionString) : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> _taken = [];

        public async Task TakeAsync()
        {
            while (true)
            {
                var one = new NpgsqlConnection(connectionString);
                try
                {
                    await one.OpenAsync(CancellationToken.None);
                    _taken.Add(one);
                }
                catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.TooManyConnections)
                {
                    await one.DisposeAsync();
                    return;
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var one in _taken)
                await one.DisposeAsync();
        }
    }
}
