using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Storing;
using Tandem.Engine.Watching;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What somebody must look at now, as keys see it.</summary>
public sealed class AlarmApiTests
{
    [Fact]
    public async Task An_alarm_is_seen_by_who_sees_its_number_and_says_what_to_do()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync("999000111222333", "777");
        var alarms = hub.Host.App.Services.GetRequiredService<AlarmBook>();
        await alarms.RaiseAsync(AlarmCodes.NothingApplied, Owner.Number(TestHub.NumberId), 7, 3, default);
        await alarms.RaiseAsync(AlarmCodes.LedgerImbalance, Owner.Unknown, 2, 1, default);
        using var here = hub.Client(await hub.KeyAsync("agent", ["read"], [TestHub.NumberId]));
        using var elsewhere = hub.Client(await hub.KeyAsync("agent", ["read"], ["999000111222333"]));

        var all = (await hub.GetAsync("/v1/alarms")).GetProperty("data");
        var mine = (await (await here.GetAsync("/v1/alarms")).JsonAsync(200)).GetProperty("data");
        var none = (await (await elsewhere.GetAsync("/v1/alarms")).JsonAsync(200)).GetProperty("data");

        Assert.Equal(2, all.GetArrayLength());
        var one = Assert.Single(mine.EnumerateArray());
        Assert.Equal("nothing_applied", one.GetProperty("code").GetString());
        Assert.Equal((7, 3), (one.GetProperty("received").GetInt32(), one.GetProperty("decided").GetInt32()));
        Assert.NotEqual("", one.GetProperty("what_to_do").GetString());
        Assert.Empty(none.EnumerateArray());
    }
}
