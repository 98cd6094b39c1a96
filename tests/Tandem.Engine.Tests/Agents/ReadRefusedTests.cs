using Tandem.Drills.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>A storage that is away for one question, at the worst moment.</summary>
public sealed class ReadRefusedTests
{
    [Fact]
    public void A_read_that_fails_after_the_commit_takes_nothing_back() => Stage.Play(async hub =>
    {
        await Client.Bot(hub).SendAsync("warm");
        var isNext = false;
        var refused = 0;
        hub.Storage.Schedule = (step, go) =>
        {
            isNext |= step == StorageStep.AfterCommit;
            go();
        };
        hub.Storage.RefusesRead = () =>
        {
            var refuses = isNext && refused == 0;
            refused += refuses ? 1 : 0;
            return refuses;
        };

        var answer = await Client.Bot(hub).SendAsync("once");
        await hub.RestAsync();

        Assert.Equal(1, refused);
        Assert.Equal(200, answer.Status);
        Assert.Equal(["warm", "once"], hub.Graph.Calls.Select((_, call) => hub.Graph.WordsOf(call)));
    });
}
