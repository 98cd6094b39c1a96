using Tandem.Domain.Deciding;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Sending;

/// <summary>P5: after a silence a person is asked; a word settles, a status outweighs it, a rule is somebody's choice.
/// </summary>
public sealed class UncertaintyTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Nobody_is_asked_before_the_silence_is_over()
    {
        var id = Lose(SendLane.Bot);
        _desk.Wait(NumberRules.DefaultUnknownSilence - TimeSpan.FromSeconds(1));
        Assert.Null(_desk.Send(id).AskedAt);

        _desk.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal((SendState.Unknown, _desk.Now), (_desk.Send(id).State, _desk.Send(id).AskedAt));
        Assert.Equal([id], _desk.Calls);
    }

    [Fact]
    public void What_was_settled_in_time_is_asked_of_nobody()
    {
        var id = Lose(SendLane.Bot);
        _desk.Feed(Say.Status("w1", Stage.Sent, sendId: id));
        _desk.Wait(TimeSpan.FromHours(1));

        Assert.Equal((SendState.Accepted, null), (_desk.Send(id).State, _desk.Send(id).AskedAt));
    }

    [Fact]
    public void A_persons_word_settles()
    {
        var (sent, not) = (Lose(SendLane.Bot), Lose(SendLane.Notification));
        _desk.Feed(new Input.SendJudged(sent, SendVerdict.Sent, "anna"));
        _desk.Feed(new Input.SendJudged(not, SendVerdict.NotSent, "anna"));

        Assert.Equal((SendState.Accepted, "anna"), (_desk.Send(sent).State, _desk.Send(sent).SettledBy));
        Assert.Equal((SendState.Withdrawn, "anna"), (_desk.Send(not).State, _desk.Send(not).SettledBy));
        Assert.True(MessageOf(not) is { IsUnknown: false, IsDenied: true, Stage: null });
        Assert.Equal(Outcome.Duplicate, _desk.Feed(new Input.SendJudged(not, SendVerdict.Sent, "ben")).Outcome);
        Assert.Equal([sent, not], _desk.Calls);
    }

    [Fact]
    public void A_status_outweighs_any_word()
    {
        var id = Lose(SendLane.Bot);
        _desk.Feed(new Input.SendJudged(id, SendVerdict.NotSent, "anna"));
        _desk.Feed(Say.Status("w1", Stage.Sent, sendId: id));

        Assert.Equal((SendState.Accepted, null), (_desk.Send(id).State, _desk.Send(id).Refusal));
        Assert.True(MessageOf(id) is { IsDenied: false, Stage: Stage.Sent });
    }

    [Fact]
    public void So_does_an_answer_that_comes_after_all()
    {
        var id = Lose(SendLane.Bot);
        _desk.Feed(new Input.SendJudged(id, SendVerdict.NotSent, "anna"));
        _desk.Feed(Say.Accepted(id, "w1"));

        Assert.Equal((SendState.Accepted, "w1"), (_desk.Send(id).State, _desk.Send(id).Wamid));
        Assert.True(MessageOf(id) is { IsDenied: false, Stage: Stage.Accepted });
    }

    [Fact]
    public void Sending_again_is_a_send_of_its_own()
    {
        var id = Lose(SendLane.Bot);
        _desk.Feed(new Input.SendJudged(id, SendVerdict.Resend, "anna"));

        var again = Assert.Single(_desk.All<Send>(), send => send.Resends == id);
        Assert.Equal((SendState.Released, "{body}", SendLane.Bot), (again.State, again.Body, again.Lane));
        Assert.Equal([id, again.Id], _desk.Calls);
        Assert.NotEqual(_desk.Send(id).MessageId, again.MessageId);
    }

    [Fact]
    public void A_lanes_rule_sends_again_once_and_then_asks()
    {
        _desk.Rules = _desk.Rules with { ResendLanes = new([SendLane.Notification]) };
        var (ruled, asked) = (Lose(SendLane.Notification), Lose(SendLane.Bot));
        _desk.Wait(NumberRules.DefaultUnknownSilence);

        var again = Assert.Single(_desk.All<Send>(), send => send.Resends is not null);
        Assert.Equal((ruled, "rule"), (again.Resends, _desk.Send(ruled).SettledBy));
        Assert.NotNull(_desk.Send(asked).AskedAt);

        _desk.Feed(Say.Lost(again.Id));
        _desk.Wait(NumberRules.DefaultUnknownSilence);
        Assert.Equal((SendState.Unknown, _desk.Now), (_desk.Send(again.Id).State, _desk.Send(again.Id).AskedAt));
        Assert.Equal(3, _desk.Calls.Count);
    }

    private string Lose(SendLane lane)
    {
        var id = _desk.Feed(Say.Ask(lane)).Subject!;
        _desk.Feed(Say.Lost(id));
        return id;
    }

    private Message MessageOf(string sendId) => _desk.Find<Message>(RowRef.Message(_desk.Send(sendId).MessageId!))!;
}
