using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>The hub against everything that the emulator can let go wrong.</summary>
public sealed partial class EveryFaultTests(ITestOutputHelper output)
{
    /// <summary>How much faster the emulated world lives.</summary>
    private const int Scale = 10;

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
        var each = ScaledTime / kinds.Count;

        foreach (var kind in kinds)
        {
            await world.PostAsync("faults", new()
            {
                ["kind"] = (string)kind["name"]!,
                ["probability"] = 0.4,
                ["delay"] = new JsonObject { ["min"] = 1, ["max"] = 10 },
            });
            await world.PassAsync(each);
            var fault = Assert.Single(await world.ListAsync("faults"));
            output.WriteLine($"{kind["name"]}: struck {fault["struck"]}");
            await world.DeleteAsync("faults");
        }

        await world.PutAsync("profile", new() { ["profile"] = "documented" });
        await world.PatchAsync($"phones/{Number}", new() { ["online"] = true });
        await world.IdleAsync();
        var (_, audit) = await TandemProcess.RunAsync(
            "audit", "--emulator", demo["emulator"]!, "--hub", demo.Hub, "--api-key", demo["api key"]!);
        output.WriteLine(audit);

        Assert.Equal(0, Count(audit, "lost"));
        Assert.Equal(0, Count(audit, "twice"));
        Assert.True(Count(audit, "messages") > 100, audit);
    }

    private static int Count(string audit, string what)
    {
        var found = Counted().Matches(audit).Single(match => match.Groups["what"].Value == what);
        return int.Parse(found.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<what>\w+):\s+(?<count>\d+)", RegexOptions.Multiline)]
    private static partial Regex Counted();
}
