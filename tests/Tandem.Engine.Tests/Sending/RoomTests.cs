using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>What waits is bounded; who is too many is told so, and what was taken over goes.</summary>
public sealed class RoomTests
{
    // Of the 20 of a second, bots leave four for those more urgent.
    private const int AtOnce = 16;

    [Fact]
    public void Requests_beyond_the_room_of_a_number_are_refused_and_what_was_taken_goes() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var bot = Client.Bot(hub);
        var asked = Enumerable.Range(0, 2_001).Select(n => bot.AskAsync($"{n}", $"1650{n:D7}")).ToList();
        await hub.RestAsync();

        Assert.IsType<NotTakenException>(asked[^1].Exception?.InnerException);
        var sends = await Task.WhenAll(asked.SkipLast(1));
        var refused = sends.Where(send => send.State == SendState.Refused).ToList();
        Assert.Equal(2_000 - AtOnce - NumberState.MostInLine, refused.Count);
        Assert.All(refused, send => Assert.Equal(Refusal.QueueFull, send.Refusal!.Code));
        Assert.Equal(AtOnce, hub.Graph.Calls.Count);

        hub.Graph.AnswersItself = true;
        for (var open = 0; open < AtOnce; open++)
            hub.Graph.Answer(FakeGraph.Accepted($"wamid.first{open}"));
        await hub.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(AtOnce + NumberState.MostInLine, hub.Graph.Calls.Count);
        Assert.Equal(SendState.Released, (await bot.AskAsync("again", "16509999999")).State);
    });

    [Fact]
    public void A_caller_of_the_drop_in_is_told_to_come_back_later() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var bot = Client.Bot(hub);
        for (var n = 0; n <= Conversation.MostQueued; n++)
            await bot.AskAsync($"{n}");

        var heard = await bot.SendAsync("one too many");

        Assert.Equal((429, 130429), (heard.Status, heard.Code));
        Assert.NotNull(heard.Answer.Header("Retry-After"));
        Assert.Equal(SendState.Queued, (await Client.Agent(hub).AskAsync("a person")).State);
        Assert.Single(hub.Graph.Calls);
    });
}
