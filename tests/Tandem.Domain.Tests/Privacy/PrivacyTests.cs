using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Privacy;

/// <summary>In a private conversation nobody is held, counted or named, and only its owner speaks.</summary>
public sealed class PrivacyTests
{
    private static readonly PeerKeys Both = new(Say.Ana.WaId, "ES.7", null);

    private readonly Desk _desk = new();

    [Fact]
    public void A_mark_counts_before_the_first_word_and_for_every_key_that_joins()
    {
        _desk.Feed(Mark(Say.Ana));

        _desk.Feed(Say.Customer("wamid.A", Both) with { Name = "Ana" });
        _desk.Feed(Say.Customer("wamid.B", new PeerKeys(null, "ES.7", null)));

        var conversation = _desk.Conversations.Single();
        Assert.True(conversation.IsPrivate);
        Assert.Equal((null, 0), (conversation.Name, conversation.Unread));
        Assert.All(_desk.All<Message>(), message => Assert.Equal(Content.Private, message.Content));
    }

    [Fact]
    public void Two_conversations_that_prove_one_are_private_if_one_was_and_lose_what_the_other_kept()
    {
        var user = new PeerKeys(null, "ES.7", null);
        _desk.Feed(Mark(Say.Ana));
        _desk.Feed(Say.Customer("wamid.A", user) with { Name = "Ana" });
        _desk.Feed(Say.Customer("wamid.B"));
        Assert.NotEqual(Content.Private, _desk.Message("wamid.A").Content);

        _desk.Feed(Say.Customer("wamid.C", Both));

        Assert.True(_desk.Conversation(user).IsPrivate);
        Assert.Equal(Content.Private, _desk.Message("wamid.A").Content);
        Assert.All(_desk.All<Conversation>(), conversation => Assert.Null(conversation.Name));
    }

    [Fact]
    public void Nothing_is_missing_of_what_was_left_out_on_purpose()
    {
        _desk.Feed(Say.Unavailable("wamid.A"));
        Assert.Null(Assert.Single(_desk.All<Gap>()).ClosedAt);

        _desk.Feed(Mark(Say.Ana));
        _desk.Feed(Say.Customer("wamid.C") with { RepliesTo = "wamid.B" });
        _desk.Feed(Say.Status("wamid.D", Stage.Sent));

        Assert.DoesNotContain(_desk.All<Gap>(), gap => gap.ClosedAt is null);
        Assert.Equal(Stage.Sent, _desk.Message("wamid.D").Stage);
    }

    [Fact]
    public void The_same_event_again_is_a_duplicate_there_too()
    {
        _desk.Feed(Mark(Say.Ana));
        _desk.Feed(Say.Customer("wamid.A"));

        Assert.Equal(Outcome.Duplicate, _desk.Feed(Say.Customer("wamid.A")).Outcome);
        Assert.Equal(Outcome.Duplicate, _desk.Feed(Mark(Say.Ana)).Outcome);
    }

    [Theory]
    [InlineData(SendLane.Bot)]
    [InlineData(SendLane.Campaign)]
    [InlineData(SendLane.Notification)]
    [InlineData(SendLane.Human)]
    public void Whoever_is_not_the_owner_is_refused_also_what_waited_already(SendLane lane)
    {
        _desk.Rules = _desk.Rules with { IsGuarding = false };
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Feed(Say.Ask()); // has the wire
        var waiting = _desk.Feed(Say.Ask(lane)).Subject!;
        _desk.Feed(Mark(Say.Ana));
        _desk.Feed(Say.Accepted(_desk.Calls[0], "wamid.B"));

        var late = _desk.Feed(Say.Ask(lane)).Subject!;

        Assert.All([waiting, late], id => Assert.Equal(
            (SendState.Refused, Refusal.Private, ""),
            (_desk.Send(id).State, _desk.Send(id).Refusal!.Code, _desk.Send(id).Body)));
        Assert.Empty(_desk.Conversations.Single().Queue);
    }

    [Fact]
    public void The_owner_speaks_and_the_words_are_gone_once_they_are_sent()
    {
        _desk.Feed(Mark(Say.Ana));
        var asked = Say.Ask(SendLane.Human);

        var send = _desk.Feed(asked with { Draft = asked.Draft with { IsOwners = true } }).Subject!;
        Assert.Equal("{body}", _desk.Send(send).Body);
        _desk.Feed(Say.Accepted(send, "wamid.A"));

        Assert.Equal((SendState.Accepted, ""), (_desk.Send(send).State, _desk.Send(send).Body));
        Assert.Equal(Content.Private, _desk.Message("wamid.A").Content);
    }

    [Fact]
    public void Who_speaks_is_known_there_too_so_that_no_bot_speaks_past_them_once_it_is_open()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Feed(Mark(Say.Ana));
        _desk.Feed(Say.Echo("wamid.B"));
        _desk.Feed(Mark(Say.Ana) with { IsPrivate = false });

        var send = _desk.Feed(Say.Ask(SendLane.Bot)).Subject!;

        Assert.Equal((SendState.Refused, "held_by_human"), (_desk.Send(send).State, _desk.Send(send).Refusal!.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_is_private_until_they_write_live_finds_the_phone_s_hold(bool isCustomerFirst)
    {
        _desk.Rules = _desk.Rules with { IsPrivateUntilLive = true };
        Input[] said = [Say.Echo("wamid.A"), Say.Customer("wamid.B", at: 1)];
        foreach (var one in isCustomerFirst ? said.Reverse() : said)
            _desk.Feed(one);

        var send = _desk.Feed(Say.Ask(SendLane.Bot)).Subject!;

        Assert.False(_desk.Conversations.Single().IsPrivate);
        Assert.Equal((SendState.Refused, "held_by_human"), (_desk.Send(send).State, _desk.Send(send).Refusal!.Code));
    }

    [Fact]
    public void Taking_the_mark_back_opens_what_comes_and_brings_nothing_back()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Feed(Mark(Say.Ana));
        _desk.Feed(Mark(Say.Ana) with { IsPrivate = false });
        var next = Say.Customer("wamid.B");
        _desk.Feed(next);

        Assert.Equal(Content.Private, _desk.Message("wamid.A").Content);
        Assert.Equal(next.Content, _desk.Message("wamid.B").Content);
        Assert.False(_desk.Conversations.Single().IsPrivate);
        Assert.DoesNotContain(_desk.All<Gap>(), gap => gap.ClosedAt is null);
    }

    [Fact]
    public void The_phones_name_of_somebody_private_is_not_kept()
    {
        _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", "ana"));
        _desk.Feed(Mark(Say.Ana));
        Assert.Empty(_desk.All<ContactCard>());

        var decision = _desk.Feed(new Input.ContactSeen(Say.Ana, "Ana", "ana", At: 5));

        Assert.True(decision.IsPrivate);
        Assert.Empty(_desk.All<ContactCard>());
    }

    [Fact]
    public void By_rule_a_thread_of_the_past_is_private_until_the_customer_writes_or_a_person_decides()
    {
        _desk.Rules = _desk.Rules with { IsPrivateUntilLive = true };
        var mother = new PeerKeys("34600999888", null, null);
        _desk.Feed(Mark(mother) with { IsPrivate = false });
        foreach (var peer in new[] { Say.Ana, mother })
            _desk.Feed(Say.Customer($"wamid.{peer.WaId}", peer, via: Via.History));
        Assert.Equal((true, false), (_desk.Conversation(Say.Ana).IsPrivate, _desk.Conversation(mother).IsPrivate));

        var decision = _desk.Feed(Say.Customer("wamid.A"));

        Assert.False(decision.IsPrivate);
        Assert.False(_desk.Conversation(Say.Ana).IsPrivate);
        Assert.Equal(1, _desk.Conversation(Say.Ana).Unread);
        Assert.Equal(Content.Private, _desk.Message($"wamid.{Say.Ana.WaId}").Content);
    }

    private static Input.MarkedPrivate Mark(PeerKeys peer) => new(peer, IsPrivate: true, "owner");
}
