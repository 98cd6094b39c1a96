using Tandem.Engine.Reading;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint D: a send whose outcome nobody knows is sent again, or forgotten.</summary>
/// <remarks>fazer-ai/chatwoot 259, 605; camel 4280, 4327; openclaw 116232; megaapp977/stack 607.</remarks>
public sealed class UnknownOutcomesTests
{
    [Fact]
    public void A_time_out_is_no_refusal_the_caller_is_told_so_and_nothing_is_sent_again() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        var asking = Client.Bot(hub).SendAsync("Your code is 1234.");
        await hub.RestAsync();
        hub.Graph.Lose();

        var heard = await asking;
        await hub.PassAsync(TimeSpan.FromDays(9));

        Assert.Equal((500, 131000), (heard.Status, heard.Code)); // Meta's "something went wrong": promises nothing
        Assert.Single(hub.Graph.Calls);
        Assert.Equal("unknown", Assert.Single(await Client.TimelineAsync(hub)).Status);
    });

    [Fact]
    public void The_wamid_of_an_answer_that_was_lost_is_learnt_from_the_status_that_carries_our_mark() =>
        Stage.Play(async hub =>
        {
            await LoseAnswerAsync(hub);

            await hub.TellAsync(StatusOf(hub, "sent"));

            var message = Assert.Single(await Client.TimelineAsync(hub));
            Assert.Equal(("wamid.true", "api", "sent"), (message.Wamid, message.Origin, message.Status));
            Assert.Empty(await OpenGapsAsync(hub));
        });

    [Fact]
    public void A_failure_by_status_of_a_send_without_an_answer_is_that_sends_failure() => Stage.Play(async hub =>
    {
        await LoseAnswerAsync(hub);

        await hub.TellAsync(StatusOf(hub, "failed"));

        Assert.Equal("failed", Assert.Single(await Client.TimelineAsync(hub)).Status);
        Assert.Single(hub.Graph.Calls);
    });

    [Fact]
    public void When_nothing_comes_a_person_is_asked_and_the_next_message_of_the_chat_is_not_kept_waiting() =>
        Stage.Play(async hub =>
        {
            await LoseAnswerAsync(hub);
            hub.Graph.AnswersItself = true;
            var next = await Client.Bot(hub).SendAsync("Are you still there?");

            await hub.PassAsync(TimeSpan.FromHours(2));

            Assert.Equal(200, next.Status);
            var gap = Assert.Single(await OpenGapsAsync(hub), gap => gap.Code == "send_unknown");
            Assert.NotNull(gap.SendId); // by which a person says what became of it
        });

    [Fact]
    public void A_hub_that_died_with_a_call_on_the_wire_does_not_repeat_it() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        await Client.Bot(hub).AskAsync("Your code is 1234.");
        await hub.RestAsync();
        Assert.Single(hub.Graph.Calls);

        var next = await hub.RestartAsync("p2");
        await next.PassAsync(TimeSpan.FromDays(9));

        Assert.Empty(next.Graph.Calls);
        Assert.Equal("unknown", Assert.Single(await Client.TimelineAsync(next)).Status);
    });

    private static async Task LoseAnswerAsync(TestHub hub)
    {
        hub.Graph.AnswersItself = false;
        await Client.Bot(hub).AskAsync("Your code is 1234.");
        await hub.RestAsync();
        hub.Graph.Lose();
        await hub.RestAsync();
    }

    private static string StatusOf(TestHub hub, string status) => Webhook.Of("messages", "statuses", Webhook.Status(
        "wamid.true", status, TestHub.Customer, 1_750_000_050, hub.Graph.MarkOf(0)));

    private static async Task<IReadOnlyList<GapEntryView>> OpenGapsAsync(TestHub hub) => (await hub.Reader.Gaps
        .ListAsync(TestHub.PhoneNumberId, isOpen: true, kind: null, new PageAsk(Limit: 10), default)).Data;
}
