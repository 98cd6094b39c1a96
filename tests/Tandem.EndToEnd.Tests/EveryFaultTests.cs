using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>The hub against everything that the emulator can let go wrong.</summary>
public sealed partial class EveryFaultTests(ITestOutputHelper output)
{
    /// <summary>How much faster the emulated world lives.</summary>
    private const int Scale = 10;

    /// <summary>How often everybody acts while a fault is at work; more often, if it has struck nothing yet.</summary>
    private const int UsualRounds = 6;

    private const int MostRounds = 40;

    private const string Number = "106540352242922";

    private static readonly TimeSpan ScaledTime = TimeSpan.FromMinutes(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_minutes_of_every_fault_lose_nothing_that_got_a_200_and_double_nothing()
    {
        await using var demo = await TandemProcess.StartAsync(
            "up", "--demo", "--pace", "20", "--port", "0", "--emulator-port", "0");
        using var http = new HttpClient { BaseAddress = new(demo["emulator"]!) };
        var world = new EmulatedWorld(http);
        await world.PutAsync("clock", new() { ["mode"] = "scaled", ["scale"] = Scale });
        await world.PutAsync("profile", new() { ["profile"] = "field" });
        var kinds = await world.ListAsync("faults/kinds");
        var round = ScaledTime / kinds.Count / UsualRounds;
        using var bustle = new Bustle(world, Number, demo.Hub, demo["api key"]!);
        await bustle.GreetAsync();
        var mediaId = await bustle.UploadAsync();

        var strikes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            await world.PostAsync("faults", new()
            {
                ["kind"] = (string)kind["name"]!,
                ["probability"] = 0.4,
                ["delay"] = new JsonObject { ["min"] = 1, ["max"] = 10 },
            });
            var struck = 0;
            for (var rounds = 0; rounds < UsualRounds || (struck == 0 && rounds < MostRounds); rounds++)
            {
                await bustle.ActAsync(mediaId);
                await world.PassAsync(round);
                struck = (int)Assert.Single(await world.ListAsync("faults"))["struck"]!;
            }

            output.WriteLine($"{kind["name"]}: struck {struck}");
            strikes[(string)kind["name"]!] = struck;
            await world.DeleteAsync("faults");
            Assert.True(struck > 0, $"{kind["name"]} struck nothing");
        }

        await world.PutAsync("profile", new() { ["profile"] = "documented" });
        await world.PatchAsync($"phones/{Number}", new() { ["online"] = true });
        await world.IdleAsync();
        var (_, audit) = await TandemProcess.RunAsync(
            "audit", "--emulator", demo["emulator"]!, "--hub", demo.Hub, "--api-key", demo["api key"]!);
        output.WriteLine(audit);

        Assert.Equal(0, Count(audit, "lost"));
        Assert.Equal(0, Count(audit, "twice"));
        Assert.Equal(0, Count(audit, "hidden"));
        Assert.True(Count(audit, "messages") > 500, audit);

        // What nobody could know is what these two faults took away, and no more.
        var unknowable = OfKind().Matches(Line(audit, "unknowable")).ToDictionary(
            match => match.Groups["kind"].Value, CountIn, StringComparer.Ordinal);
        Assert.Empty(unknowable.Keys.Except(["echo_lost", "unseen"]));
        Assert.InRange(unknowable.GetValueOrDefault("echo_lost"), 0, strikes["echo_lost"]);
        Assert.InRange(unknowable.GetValueOrDefault("unseen"), 0, strikes["inbound_unseen"]);
    }

    private static int Count(string audit, string what) => CountIn(Counted().Match(Line(audit, what)));

    private static string Line(string audit, string what) =>
        Assert.Single(audit.Split('\n'), line => line.StartsWith($"{what}:", StringComparison.Ordinal));

    private static int CountIn(Match match) =>
        int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<count>\d+)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"(?<kind>[a-z_]+(?: [a-z_]+)*) (?<count>\d+)(?=[,)])")]
    private static partial Regex OfKind();
}
