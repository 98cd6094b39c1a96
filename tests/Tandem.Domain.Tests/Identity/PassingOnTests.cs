using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Identity;

/// <summary>
/// What hangs on a person goes where the person goes: late events of old sends, privacy, holds, waiting sends, names.
/// </summary>
public sealed class PassingOnTests
{
    private const string Old = "34600111222", New = "34600999888";

    private static readonly PeerKeys Number = new(Old, null, null);
    private static readonly PeerKeys NewNumber = new(New, null, null);
    private static readonly Input.PeerChanged Change = new(Number, NewNumber, At(50)) { Wamid = "wamid.S" };

    private readonly Desk _desk = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_to_an_old_send_does_not_join_whoever_has_the_number_now(bool namesUserId)
    {
        _desk.Feed(Say.Customer("a1", Number, at: 1));
        var send = _desk.Feed(Say.Ask(SendLane.Human, Number)).Subject!;
        _desk.Feed(Change);
        _desk.Feed(Say.Customer("b1", Number, at: 200));
        _desk.Wait(TimeSpan.FromSeconds(210));

        _desk.Feed(Say.Accepted(send, "s1", namesUserId ? Number with { UserId = "ES.5" } : Number));
        _desk.Feed(Say.Status("s1", Stage.Read, Number, at: 300));

        Assert.NotEqual(Orders.HomeOf(_desk, "a1").Id, Orders.HomeOf(_desk, "b1").Id);
    }

    [Fact]
    public void An_own_echo_that_was_filed_under_the_next_holder_joins_nobody_when_it_is_known_for_ours()
    {
        _desk.Feed(Say.Customer("a1", Number, at: 1));
        var send = _desk.Feed(Say.Ask(SendLane.Human, Number)).Subject!;
        _desk.Feed(Change);
        _desk.Feed(Say.Customer("b1", Number, at: 200));
        _desk.Feed(Say.Echo("s1", Number, at: 210));

        _desk.Feed(Say.Accepted(send, "s1", Number));

        Assert.NotEqual(Orders.HomeOf(_desk, "a1").Id, Orders.HomeOf(_desk, "b1").Id);
    }

    [Fact]
    public void Who_proves_to_be_somebody_private_by_a_change_is_swept()
    {
        _desk.Feed(Say.Customer("a1", new PeerKeys(Old, "ES.1", null), at: 1));
        _desk.Feed(Say.Customer("b1", new PeerKeys(null, "ES.9", null), at: 2));
        _desk.Feed(new Input.MarkedPrivate(new PeerKeys(null, "ES.9", null), IsPrivate: true, "Ana"));

        _desk.Feed(new Input.PeerChanged(new PeerKeys(null, "ES.1", null), new PeerKeys(null, "ES.9", null), At(50)));

        Assert.True(Orders.HomeOf(_desk, "a1").IsPrivate);
        Assert.Equal(Content.Private, _desk.Message("a1").Content);
    }

    [Fact]
    public void A_mark_on_a_number_counts_for_who_changes_to_it()
    {
        _desk.Feed(new Input.MarkedPrivate(NewNumber, IsPrivate: true, "Ana"));
        _desk.Feed(Say.Customer("a1", Number, at: 1));

        _desk.Feed(Change);

        Assert.True(Orders.HomeOf(_desk, "a1").IsPrivate);
        Assert.Equal(Content.Private, _desk.Message("a1").Content);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mark_on_a_number_that_is_nobodys_counts_for_who_takes_it(bool wasMarkedBefore)
    {
        _desk.Feed(Say.Customer("a1", Number, at: 1));
        if (wasMarkedBefore)
            _desk.Feed(new Input.MarkedPrivate(Number, IsPrivate: true, "Ana"));
        _desk.Feed(Change);
        _desk.Wait(TimeSpan.FromSeconds(100));
        Assert.Equal(
            Outcome.Applied, _desk.Feed(new Input.MarkedPrivate(Number, IsPrivate: true, "Ana")).Outcome);

        _desk.Feed(Say.Customer("b1", Number, at: 200));

        Assert.True(Orders.HomeOf(_desk, "b1").IsPrivate);
        Assert.Equal(wasMarkedBefore, Orders.HomeOf(_desk, "a1").IsPrivate);
    }

    [Fact]
    public void A_mark_on_a_former_holder_is_none_on_the_next()
    {
        _desk.Feed(Say.Customer("a1", Number, at: 1));
        _desk.Feed(new Input.MarkedPrivate(Number, IsPrivate: true, "Ana"));
        _desk.Wait(TimeSpan.FromSeconds(20));
        _desk.Feed(Change);

        _desk.Feed(Say.Customer("b1", Number, at: 200));

        Assert.False(Orders.HomeOf(_desk, "b1").IsPrivate);
    }

    [Fact]
    public void A_number_that_a_part_changed_to_leaves_with_it()
    {
        var part = new PeerKeys(Old, "ES.1", null);
        _desk.Feed(Say.Customer("r1", new PeerKeys("34600555444", "ES.7", null), at: 1));
        _desk.Feed(Say.Customer("a1", part, at: 2));
        var (root, leaf) = (Orders.HomeOf(_desk, "r1").Id, Orders.HomeOf(_desk, "a1").Id);
        _desk.Feed(new Input.ConversationsMerged(root, leaf, "Ana"));
        _desk.Feed(new Input.PeerChanged(part, new PeerKeys(New, "ES.2", null), At(50)) { Wamid = "wamid.S" });

        _desk.Feed(new Input.ConversationSplit(root, leaf, "Ana"));
        _desk.Feed(Say.Customer("a2", NewNumber, at: 60));

        Assert.Equal("a1 a2 | r1", Orders.Partition(_desk));
        Assert.Equal("34600555444", Orders.HomeOf(_desk, "r1").Keys.WaId);
        Assert.Equal(New, Orders.HomeOf(_desk, "a1").Keys.WaId);
    }

    [Fact]
    public void Who_stays_keeps_the_number_that_both_have_had()
    {
        _desk.Feed(Say.Customer("a1", new PeerKeys(null, "ES.1", null), at: 1));
        _desk.Feed(Say.Customer("b1", new PeerKeys(Old, "ES.2", null), at: 2));
        _desk.Feed(Say.Customer("a2", new PeerKeys(Old, "ES.1", null), at: 60));
        var (a, b) = (Orders.HomeOf(_desk, "a1").Id, Orders.HomeOf(_desk, "b1").Id);
        _desk.Feed(new Input.ConversationsMerged(a, b, "Ana"));

        _desk.Feed(new Input.ConversationSplit(a, b, "Ana"));

        Assert.Equal(Old, Orders.HomeOf(_desk, "a1").Keys.WaId);
        Assert.Equal("a1 a2 | b1", Orders.Partition(_desk));
    }

    [Fact]
    public void Two_that_both_had_a_number_leave_one_after_the_other()
    {
        _desk.Feed(Say.Customer("r1", new PeerKeys(null, "ES.7", null), at: 1));
        _desk.Feed(Say.Customer("a1", new PeerKeys(Old, "ES.1", null), at: 2));
        _desk.Feed(Say.Customer("b1", new PeerKeys(Old, "ES.2", null), at: 60));
        string[] ids = [.. new[] { "r1", "a1", "b1" }.Select(wamid => Orders.HomeOf(_desk, wamid).Id)];
        _desk.Feed(new Input.ConversationsMerged(ids[0], ids[1], "Ana"));
        _desk.Feed(new Input.ConversationsMerged(ids[0], ids[2], "Ana"));

        Assert.Equal(Outcome.Applied, _desk.Feed(new Input.ConversationSplit(ids[0], ids[2], "Ana")).Outcome);
        Assert.Equal(Outcome.Applied, _desk.Feed(new Input.ConversationSplit(ids[0], ids[1], "Ana")).Outcome);

        Assert.Equal("a1 | b1 | r1", Orders.Partition(_desk));
    }

    [Fact]
    public void A_send_that_names_neither_side_of_a_split_goes_out_from_where_it_was_asked_for()
    {
        _desk.Feed(Say.Customer("r1", new PeerKeys(null, "ES.7", null), at: 1));
        _desk.Feed(Say.Customer("a1", Number, at: 2));
        var (root, part) = (Orders.HomeOf(_desk, "r1").Id, Orders.HomeOf(_desk, "a1").Id);
        var first = _desk.Feed(Say.Ask(SendLane.Human, Number)).Subject!;
        var second = _desk.Feed(Say.Ask(SendLane.Human, Number)).Subject!;
        Assert.Equal(SendState.Queued, _desk.Send(second).State);
        _desk.Feed(Change);
        _desk.Wait(TimeSpan.FromSeconds(100));
        _desk.Feed(new Input.ConversationsMerged(root, part, "Ana"));
        _desk.Feed(new Input.ConversationSplit(root, part, "Ana"));

        _desk.Feed(Say.Accepted(first, "s1", Number));
        _desk.Feed(Say.Accepted(second, "s2", Number));

        Assert.Equal([first, second], _desk.Calls);
        Assert.All([first, second], id => Assert.Equal(SendState.Accepted, _desk.Send(id).State));
        Assert.All(_desk.Conversations, one => Assert.Equal((0, 0), (one.Queue.Count, one.OnWire.Count)));
        Assert.Equal(0, _desk.Number.OnWire);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Live_words_are_kept_though_they_were_filed_under_the_former_holder_first(bool isChangeFirst)
    {
        _desk.Rules = _desk.Rules with { IsPrivateUntilLive = true };
        _desk.Feed(Say.Customer("a1", Number, at: 1));
        Input[] two = [Change, Say.Customer("b1", Number, at: 150)];

        foreach (var input in isChangeFirst ? two : two.Reverse())
            _desk.Feed(input);

        Assert.Equal("a1 | b1", Orders.Partition(_desk));
        Assert.NotEqual(Content.Private, _desk.Message("b1").Content);
    }

    [Fact]
    public void A_hold_goes_along_with_the_message_that_caused_it()
    {
        _desk.Feed(Say.Customer("a1", Number, at: 1));
        _desk.Feed(Say.Customer("b1", Number, at: 140));
        _desk.Feed(Say.Echo("b2", Number, at: 150));
        _desk.Feed(Say.Customer("b3", Number, at: 160));

        _desk.Feed(Change);

        var home = Orders.HomeOf(_desk, "b2");
        Assert.NotEqual(Orders.HomeOf(_desk, "a1").Id, home.Id);
        Assert.Equal((Hold.Phone, 1), (home.Hold?.By, home.Unread));
        Assert.Equal("held_by_human", _desk.Send(_desk.Feed(Say.Ask(SendLane.Bot, Number)).Subject!).Refusal!.Code);
        _desk.Wait(_desk.Rules.EchoHold);
        Assert.Null(Orders.HomeOf(_desk, "b2").Hold);
    }

    [Fact]
    public void What_is_only_spoken_of_leaves_with_who_spoke_of_it()
    {
        _desk.Feed(Say.Customer("r1", new PeerKeys(null, "ES.7", null), at: 1));
        _desk.Feed(Say.Customer("a1", Number, at: 2));
        var (root, part) = (Orders.HomeOf(_desk, "r1").Id, Orders.HomeOf(_desk, "a1").Id);
        _desk.Feed(new Input.ConversationsMerged(root, part, "Ana"));
        _desk.Feed(Say.Change("c1", "a2", new MessageChange.Reacted("x"), peer: Number, at: 3));

        _desk.Feed(new Input.ConversationSplit(root, part, "Ana"));
        _desk.Feed(Say.Customer("a2", Number, at: 2));

        Assert.Equal("a1 a2 | r1", Orders.Partition(_desk));
    }

    [Fact]
    public void Of_who_becomes_private_by_another_key_the_phones_name_goes_too()
    {
        _desk.Feed(new Input.ContactSeen(Number, "Mum", null, At(1)));
        _desk.Feed(new Input.MarkedPrivate(new PeerKeys(null, "ES.1", null), IsPrivate: true, "Ana"));
        _desk.Feed(Say.Customer("a1", Number, at: 2));
        _desk.Feed(Say.Customer("a2", new PeerKeys(Old, "ES.1", null), at: 3));

        Assert.True(Orders.HomeOf(_desk, "a1").IsPrivate);
        Assert.Empty(_desk.All<ContactCard>());
    }

    [Fact]
    public void A_part_is_found_by_its_username_again()
    {
        _desk.Feed(Say.Customer("r1", new PeerKeys(null, "ES.7", null), at: 1));
        _desk.Feed(Say.Customer("a1", Number, at: 2) with { Username = "ana" });
        var (root, part) = (Orders.HomeOf(_desk, "r1").Id, Orders.HomeOf(_desk, "a1").Id);
        _desk.Feed(new Input.ConversationsMerged(root, part, "Ana"));

        _desk.Feed(new Input.ConversationSplit(root, part, "Ana"));

        var link = _desk.Find<PeerLink>(RowRef.Peer(UsernameLinks.KeyOf("ana")))!;
        Assert.True(UsernameLinks.IsStillOf(link.Key, _desk.Root(link.ConversationId)));
    }

    private static long At(long second) => Desk.Start.ToUnixTimeSeconds() + second;
}
