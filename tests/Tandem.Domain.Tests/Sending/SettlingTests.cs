using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Sending;

/// <summary>P5: what may have left is never sent again, and the first good evidence says what became of it.</summary>
public sealed class SettlingTests
{
    private static readonly PeerKeys Ben = new("16505559999", null, null);

    private readonly Desk _desk = new();
    private readonly string _id;

    public SettlingTests() => _id = _desk.Feed(Say.Ask()).Subject!;

    private Send Send => _desk.Send(_id);

    private Message Message => _desk.Find<Message>(RowRef.Message(Send.MessageId!))!;

    [Fact]
    public void A_released_send_is_on_the_timeline_before_it_is_answered()
    {
        Assert.True(Message is { Origin: Origin.Api, IsOnTimeline: true, Stage: null, SentBy: "Bot", Wamid: null });
    }

    [Fact]
    public void A_lost_answer_is_unknown_and_the_send_is_never_released_again()
    {
        _desk.Feed(Say.Lost(_id));
        Assert.Equal((SendState.Unknown, "no_answer"), (Send.State, Send.Refusal!.Code));
        Assert.True(Message.IsUnknown);

        _desk.Feed(new Input.TurnCame(Send.ConversationId));
        _desk.Feed(Say.Lost(_id));
        _desk.Wait(TimeSpan.FromDays(8));

        Assert.Equal([_id], _desk.Calls);
        Assert.Equal(0, _desk.Number.OnWire);
    }

    [Theory]
    [InlineData(Stage.Sent)]
    [InlineData(Stage.Failed)]
    public void The_first_status_with_our_mark_settles_a_lost_answer(Stage stage)
    {
        _desk.Feed(Say.Lost(_id));

        var status = _desk.Feed(Say.Status("wamid.A", stage, sendId: _id));

        Assert.Equal((Outcome.Applied, SendState.Accepted), (status.Outcome, Send.State));
        Assert.Equal((false, stage, "wamid.A"), (Message.IsUnknown, Message.Stage!.Value, Message.Wamid));
        Assert.Equal(stage == Stage.Failed, Message.Failure is not null);
        Assert.Null(Send.Refusal);
        Assert.Contains(new Effect.TellSend(_id), status.Effects);
    }

    [Fact]
    public void A_real_answer_that_comes_late_settles_a_lost_one()
    {
        _desk.Feed(Say.Lost(_id));

        var late = _desk.Feed(Say.Accepted(_id, "wamid.A"));

        Assert.Equal((Outcome.Applied, SendState.Accepted), (late.Outcome, Send.State));
        Assert.Equal((false, Stage.Accepted), (Message.IsUnknown, Message.Stage!.Value));
        Assert.Equal(Outcome.Duplicate, _desk.Feed(Say.Accepted(_id, "wamid.A")).Outcome);
        Assert.Equal(0, _desk.Number.OnWire);
    }

    [Fact]
    public void A_real_refusal_that_comes_late_settles_a_lost_answer()
    {
        _desk.Feed(Say.Lost(_id));
        _desk.Feed(Say.Rejected(_id));

        Assert.Equal((SendState.Rejected, false, Stage.Failed), (Send.State, Message.IsUnknown, Message.Stage!.Value));
    }

    [Fact]
    public void A_status_with_our_mark_stands_for_the_answer_which_may_never_come()
    {
        var second = _desk.Feed(Say.Ask()).Subject!;
        _desk.Feed(Say.Status("wamid.A", Stage.Delivered, sendId: _id));

        Assert.Equal((SendState.Accepted, "wamid.A"), (Send.State, Send.Wamid));
        Assert.Equal([_id, second], _desk.Calls);

        Assert.Equal(Outcome.Duplicate, _desk.Feed(Say.Accepted(_id, "wamid.A")).Outcome);
        Assert.Equal((SendState.Accepted, Stage.Delivered), (Send.State, Message.Stage!.Value));
        Assert.Equal(1, _desk.Number.OnWire);
    }

    [Fact]
    public void An_answer_that_could_not_be_read_is_forgotten_once_a_status_settles_the_send()
    {
        _desk.Feed(new Input.AnswerLost(_id, new WireAnswer(502, "<html>")));

        _desk.Feed(Say.Status("wamid.A", Stage.Sent, sendId: _id));

        Assert.Equal(SendState.Accepted, Send.State);
        Assert.Null(Send.Answer);
    }

    [Fact]
    public void What_a_status_has_proved_no_lost_or_bad_answer_takes_back()
    {
        _desk.Feed(Say.Status("wamid.A", Stage.Sent, sendId: _id));
        _desk.Feed(Say.Lost(_id));

        Assert.Equal((SendState.Accepted, Stage.Sent, false), (Send.State, Message.Stage!.Value, Message.IsUnknown));
        Assert.Equal(0, _desk.Number.OnWire);
    }

    [Fact]
    public void A_status_without_our_mark_meets_the_send_when_the_answer_names_it()
    {
        _desk.Feed(Say.Status("wamid.A", Stage.Read));
        Assert.Equal(2, _desk.All<Message>().Count());

        _desk.Feed(Say.Accepted(_id, "wamid.A"));

        Assert.Equal((Origin.Api, Stage.Read), (Message.Origin, Message.Stage!.Value));
        Assert.Single(_desk.All<Message>(), row => row.IsOnTimeline);
    }

    [Fact]
    public void A_refusal_by_Meta_shows_as_a_failed_message_with_its_code()
    {
        _desk.Feed(Say.Rejected(_id));

        Assert.Equal(("rejected_by_meta", 131047), (Send.Refusal!.Code, Send.Refusal.MetaCode!.Value));
        Assert.Equal((Stage.Failed, 131047), (Message.Stage!.Value, Message.Failure!.Code));
        Assert.Equal(400, Send.Answer!.Status);
    }

    [Fact]
    public void An_answer_to_a_send_nobody_made_is_set_aside()
    {
        var decision = _desk.Feed(Say.Accepted("1-999", "wamid.A"));

        Assert.Equal(Outcome.SetAside, decision.Outcome);
        Assert.Equal(1, _desk.Number.OnWire);
    }

    [Fact]
    public void The_same_idempotency_key_stands_for_the_first_send()
    {
        var first = _desk.Feed(Say.Ask(key: "order-7")).Subject;

        var again = _desk.Feed(Say.Ask(key: "order-7"));

        Assert.Equal((Outcome.Duplicate, first), (again.Outcome, again.Subject));
        Assert.Equal(2, _desk.All<Send>().Count());
    }

    [Fact]
    public void A_key_that_Meta_refused_a_message_under_is_free_again()
    {
        var first = _desk.Feed(Say.Ask(peer: Ben, key: "order-7")).Subject!;
        _desk.Feed(Say.Rejected(first));

        Assert.Equal(Outcome.Applied, _desk.Feed(Say.Ask(peer: Ben, key: "order-7")).Outcome);
    }

    [Fact]
    public void A_key_is_free_again_when_nothing_was_sent()
    {
        _desk.Feed(Say.Echo("wamid.human"));
        var refused = _desk.Feed(Say.Ask(key: "order-7")).Subject!;
        Assert.Equal(SendState.Refused, _desk.Send(refused).State);
        _desk.Wait(TimeSpan.FromMinutes(30));

        var again = _desk.Feed(Say.Ask(key: "order-7"));

        Assert.Equal(Outcome.Applied, again.Outcome);
        Assert.Equal(SendState.Queued, _desk.Send(again.Subject!).State);
        Assert.Equal(again.Subject, _desk.Feed(Say.Ask(key: "order-7")).Subject);
    }

    [Fact]
    public void A_key_whose_send_is_uncertain_stays_taken()
    {
        var first = _desk.Feed(Say.Ask(key: "order-7")).Subject!;
        _desk.Feed(Say.Accepted(_id, "wamid.A"));
        _desk.Feed(Say.Lost(first));

        Assert.Equal(first, _desk.Feed(Say.Ask(key: "order-7")).Subject);
        Assert.Equal([_id, first], _desk.Calls);
    }
}
