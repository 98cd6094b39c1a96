using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Takeover;

/// <summary>An echo of what this hub sent is no human, however early it comes.</summary>
public sealed class OwnEchoTests
{
    private readonly Desk _desk = new();
    private readonly string _send;

    public OwnEchoTests() => _send = _desk.Feed(Say.Ask(SendLane.Notification)).Subject!;

    private IEnumerable<Message> Timeline => _desk.All<Message>().Where(message => message.IsOnTimeline);

    private Conversation Conversation => _desk.Conversation(Say.Ana);

    [Fact]
    public void An_echo_after_the_answer_takes_nothing_over()
    {
        _desk.Feed(Say.Accepted(_send, "wamid.own"));
        _desk.Feed(Say.Echo("wamid.own"));

        Assert.Null(Conversation.Hold);
        Assert.Equal(0, Conversation.Revision);
        Assert.Equal(Origin.Api, _desk.Message("wamid.own").Origin);
    }

    [Fact]
    public void An_echo_before_the_answer_holds_until_the_answer_names_it()
    {
        var echo = _desk.Feed(Say.Echo("wamid.own")).Subject!;
        Assert.Equal((1, "phone"), (Conversation.Revision, Conversation.Hold!.By));

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Equal((2, null), (Conversation.Revision, Conversation.Hold));
        Assert.Contains(new Effect.TellGone(echo, _desk.Send(_send).MessageId!), _desk.Effects);
        Assert.Equal(Origin.Api, Assert.Single(Timeline).Origin);
        Assert.Equal(_desk.Send(_send).MessageId, _desk.Find<Message>(RowRef.Message(echo))!.SameAs);
    }

    [Fact]
    public void A_status_with_our_mark_names_the_echo_as_well()
    {
        _desk.Feed(Say.Echo("wamid.own"));
        _desk.Feed(Say.Lost(_send));
        Assert.NotNull(Conversation.Hold);

        _desk.Feed(Say.Status("wamid.own", Stage.Sent, sendId: _send));

        Assert.Null(Conversation.Hold);
        Assert.Single(Timeline);
    }

    [Fact]
    public void What_waited_for_the_mistaken_hold_goes()
    {
        _desk.Feed(Say.Echo("wamid.own"));
        var campaign = _desk.Feed(Say.Ask(SendLane.Campaign)).Subject!;

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Equal([_send, campaign], _desk.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_human_who_spoke_around_our_echo_still_holds(bool isHumanFirst)
    {
        Input[] echoes = [Say.Echo("wamid.human"), Say.Echo("wamid.own")];
        foreach (var echo in isHumanFirst ? echoes : echoes.Reverse())
            _desk.Feed(echo);

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Equal(_desk.Message("wamid.human").Id, Conversation.Hold!.CausedBy);
        Assert.Equal(SendState.Refused, _desk.Send(_desk.Feed(Say.Ask()).Subject!).State);
        _desk.Wait(TimeSpan.FromMinutes(30));
        Assert.Null(Conversation.Hold);
    }

    [Fact]
    public void A_takeover_that_our_echo_covered_holds_again_until_its_own_time()
    {
        var until = Desk.Start + TimeSpan.FromMinutes(10);
        _desk.Feed(new Input.TakenOver(Conversation.Id, "Olga", until));
        _desk.Feed(Say.Echo("wamid.own"));
        Assert.Equal("phone", Conversation.Hold!.By);

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Equal(("Olga", until), (Conversation.Hold!.By, Conversation.Hold.Until));
        var campaign = _desk.Feed(Say.Ask(SendLane.Campaign)).Subject!;
        _desk.Wait(TimeSpan.FromMinutes(10));
        Assert.Equal([_send, campaign], _desk.Calls);
    }

    [Fact]
    public void A_hold_that_ended_meanwhile_does_not_come_back()
    {
        _desk.Feed(Say.Echo("wamid.human"));
        _desk.Wait(TimeSpan.FromMinutes(29));
        _desk.Feed(Say.Echo("wamid.own"));
        _desk.Wait(TimeSpan.FromMinutes(2));

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Null(Conversation.Hold);
    }

    [Fact]
    public void A_hand_back_is_not_undone_by_the_answer()
    {
        _desk.Feed(Say.Echo("wamid.human"));
        _desk.Feed(Say.Echo("wamid.own"));
        _desk.Feed(new Input.HandedBack(Conversation.Id, "Olga"));

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Null(Conversation.Hold);
        Assert.Equal(3, Conversation.Revision);
    }

    [Fact]
    public void An_echo_under_another_of_the_persons_names_joins_the_conversations()
    {
        var user = new PeerKeys(null, "ES.7", null);
        _desk.Feed(Say.Echo("wamid.own", user));
        Assert.Equal(2, _desk.Conversations.Count());

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Equal(_desk.Conversation(user), Assert.Single(_desk.Conversations));
        Assert.Null(Conversation.Hold);
    }

    [Fact]
    public void Merging_keeps_the_humans_hold_beneath_a_mistaken_one_that_ends_later()
    {
        var user = new PeerKeys(null, "ES.7", null);
        _desk.Feed(Say.Echo("wamid.human", user));
        _desk.Wait(TimeSpan.FromMinutes(1));
        _desk.Feed(Say.Echo("wamid.own"));
        _desk.Feed(Say.Customer("wamid.A", new PeerKeys(Say.Ana.WaId, user.UserId, null)));

        _desk.Feed(Say.Accepted(_send, "wamid.own"));

        Assert.Equal(_desk.Message("wamid.human").Id, Conversation.Hold!.CausedBy);
    }

    [Fact]
    public void A_human_is_not_forgotten_beneath_many_echoes_of_uncertain_sends()
    {
        _desk.Feed(Say.Accepted(_send, "wamid.first"));
        _desk.Feed(Say.Echo("wamid.human"));
        var uncertain = Enumerable.Range(0, 6).Select(index =>
        {
            var send = _desk.Feed(Say.Ask(SendLane.Notification)).Subject!;
            _desk.Feed(Say.Echo($"wamid.own.{index}"));
            _desk.Feed(Say.Lost(send));
            return send;
        }).ToArray();

        foreach (var (index, send) in uncertain.Index())
            _desk.Feed(Say.Accepted(send, $"wamid.own.{index}"));

        Assert.Equal(SendState.Refused, _desk.Send(_desk.Feed(Say.Ask()).Subject!).State);
        _desk.Wait(TimeSpan.FromMinutes(30));
        Assert.Null(Conversation.Hold);
    }

    [Fact]
    public void A_send_that_was_named_once_stays_one_message()
    {
        _desk.Feed(Say.Accepted(_send, "wamid.own"));
        _desk.Feed(Say.Status("wamid.other", Stage.Sent, sendId: _send));

        Assert.Equal("wamid.own", Assert.Single(Timeline).Wamid);
        Assert.Equal(Outcome.Duplicate, _desk.Feed(Say.Status("wamid.other", Stage.Sent, sendId: _send)).Outcome);
    }
}
