using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>How a number fares, as programs read it.</summary>
public sealed class HealthApiTests
{
    [Fact]
    public async Task Late_echoes_that_come_together_are_a_burst_and_count_in_the_lag()
    {
        await using var hub = await TestHub.StartAsync();
        foreach (var n in Enumerable.Range(1, 4))
            await hub.PostAsync(Sample.Echo($"wamid.{n}", "written offline")); // of June 2025

        var health = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/health",
            it => it.GetProperty("lag").GetProperty("echo").GetProperty("count").GetInt32() == 4);

        var echo = health.GetProperty("lag").GetProperty("echo");
        Assert.True(echo.GetProperty("p50").GetInt64() > 86_400, $"{echo}");
        Assert.Equal(echo.GetProperty("max").GetInt64(), echo.GetProperty("p95").GetInt64());
        Assert.Equal(0, health.GetProperty("lag").GetProperty("inbound").GetProperty("count").GetInt32());
        var burst = Assert.Single(health.GetProperty("bursts").EnumerateArray());
        Assert.Equal((4, 0), (burst.GetProperty("echoes").GetInt32(), burst.GetProperty("messages").GetInt32()));
        Assert.Equal("phone_offline", burst.GetProperty("likely_cause").GetString());
        Assert.StartsWith("The phone was offline from 2025-06-08", burst.GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        var message = await hub.GetAsync("/v1/messages/wamid.1");
        Assert.Equal(burst.GetProperty("id").GetString(), message.GetProperty("burst").GetString());
        Assert.True(message.GetProperty("late_by").GetInt64() > 86_400);
        Assert.Equal("live", message.GetProperty("via").GetString());
        Assert.Equal(JsonValueKind.Null, health.GetProperty("rhythm").GetProperty("silent_since").ValueKind);
    }
}
