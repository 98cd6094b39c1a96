using Tandem.Domain.Sending;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>What a number's registration says of uncertain sends is what happens.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void A_lane_with_the_rule_sends_again_after_the_numbers_own_silence_and_never_otherwise() =>
        Stage.Play(async hub =>
        {
            var number = (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, default))!;
            var app = (await hub.Registry.AppsAsync(default))[0];
            await hub.Registry.PutNumberAsync(
                number with { UnknownSilenceSeconds = 60, ResendLanes = [SendLane.Bot] }, app, default);
            hub.Graph.AnswersItself = false;
            await Client.Bot(hub).AskAsync("one");
            await hub.RestAsync();
            hub.Graph.Lose();

            await hub.PassAsync(TimeSpan.FromSeconds(59));
            var before = hub.Graph.Calls.Count;
            await hub.PassAsync(TimeSpan.FromSeconds(2));

            Assert.Equal((1, 2), (before, hub.Graph.Calls.Count));
            Assert.Equal(hub.Graph.WordsOf(0), hub.Graph.WordsOf(1));
            Assert.NotEqual(hub.Graph.MarkOf(0), hub.Graph.MarkOf(1));
        });
}
