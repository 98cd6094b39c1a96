using CsCheck;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests;

/// <summary>However a stream of webhooks is repeated, shuffled, split or merged, it tells the same story.</summary>
public sealed class TimelineTests
{
    [Fact]
    public async Task A_customers_message_stands_on_the_timeline_once_however_often_it_is_posted()
    {
        var hub = await TestHub.StartAsync();
        var body = Webhook.Of(Webhook.Text("wamid.1", "16505551234", 1_750_000_100, "hello"));
        for (var i = 0; i < 3; i++)
            await hub.PostAsync(body);
        hub.Settle();

        var story = await Story.TellAsync(hub);

        Assert.StartsWith("16505551234 | 1750000100 wamid.1 in customer live text ", Assert.Single(story));
        await Story.AssertBalancedAsync(hub);
    }

    [Fact]
    public void Posted_twice_shuffled_split_and_merged_the_timeline_is_the_same() =>
        CaseStreams.Arrangements.Sample(
            arrangement =>
            {
                var straight = TellAsync(arrangement.Straight).GetAwaiter().GetResult();
                var arranged = TellAsync(arrangement.Arranged).GetAwaiter().GetResult();
                Assert.Equal(straight, arranged);
                return true;
            },
            iter: TestSize.Of(60, full: 1_000));

    private static async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<string> bodies)
    {
        var hub = await TestHub.StartAsync();
        foreach (var body in bodies)
            await hub.PostAsync(body);
        hub.Settle();
        await Story.AssertBalancedAsync(hub);
        return await Story.TellAsync(hub);
    }
}
