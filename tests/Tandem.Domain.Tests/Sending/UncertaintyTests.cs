using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
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

    [Fact]
    public void What_is_sent_again_is_worth_no_more_than_the_first_and_answers_to_its_key()
    {
        _desk.Rules = _desk.Rules with { ResendLanes = new([SendLane.Bot]) };
        var keyed = _desk.Feed(Say.Ask(key: "bot/k1")).Subject!;
        _desk.Feed(Say.Lost(keyed));
        _desk.Feed(new Input.SendJudged(keyed, SendVerdict.Resend, "anna"));
        var again = Assert.Single(_desk.All<Send>(), send => send.Resends == keyed);
        Assert.Equal(again.Id, _desk.Feed(Say.Ask(key: "bot/k1")).Subject);
        _desk.Feed(Say.Accepted(again.Id, "w1"));

        var code = _desk.Feed(Say.Ask(expires: _desk.Now + TimeSpan.FromMinutes(5))).Subject!;
        _desk.Feed(Say.Lost(code));
        _desk.Wait(NumberRules.DefaultUnknownSilence);
        Assert.NotNull(_desk.Send(code).AskedAt);
        Assert.Equal([keyed, again.Id, code], _desk.Calls);
    }

    [Fact]
    public void The_hubs_own_absence_is_no_silence_of_the_platform()
    {
        _desk.Rules = _desk.Rules with { ResendLanes = new([SendLane.Bot]) };
        var id = Lose(SendLane.Bot);
        _desk.Since = _desk.Now + NumberRules.DefaultUnknownSilence; // it came back just as the silence ended
        _desk.Wait(NumberRules.DefaultUnknownSilence + TimeSpan.FromMinutes(14));
        Assert.Equal([id], _desk.Calls);

        _desk.Feed(Say.Status("w1", Stage.Sent, sendId: id));
        _desk.Wait(TimeSpan.FromHours(1));
        Assert.Equal([id], _desk.Calls);
    }

    [Fact]
    public void A_word_gives_way_to_an_answer_and_its_name_with_it()
    {
        var (accepted, rejected) = (Lose(SendLane.Bot), Lose(SendLane.Notification));
        _desk.Feed(new Input.SendJudged(accepted, SendVerdict.Sent, "anna"));
        _desk.Feed(new Input.SendJudged(rejected, SendVerdict.Sent, "anna"));
        _desk.Feed(Say.Accepted(accepted, "w1"));
        _desk.Feed(Say.Rejected(rejected));

        Assert.Equal(("w1", null), (_desk.Send(accepted).Wamid, _desk.Send(accepted).SettledBy));
        Assert.Equal((SendState.Rejected, null), (_desk.Send(rejected).State, _desk.Send(rejected).SettledBy));
        Assert.Equal(Stage.Failed, MessageOf(rejected).Stage);
    }

    [Fact]
    public void A_gap_that_a_word_closed_bears_the_name()
    {
        var id = Lose(SendLane.Bot);
        _desk.Feed(new Input.SendJudged(id, SendVerdict.NotSent, "anna"));

        Assert.Equal("anna", Assert.Single(_desk.All<Gap>()).ClosedBy);
    }

    private string Lose(SendLane lane)
    {
        var id = _desk.Feed(Say.Ask(lane)).Subject!;
        _desk.Feed(Say.Lost(id));
        return id;
    }

    private Message MessageOf(string sendId) => _desk.Find<Message>(RowRef.Message(_desk.Send(sendId).MessageId!))!;
}
