using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Identity;

/// <summary>A number passes on, a person changes number: messages stand with who wrote them, in any order.</summary>
public sealed class NumberHoldersTests
{
    private const string Old = "34600111222", New = "34600999888";

    private static readonly PeerKeys Ana = new(Old, "ES.1", null);
    private static readonly PeerKeys Bea = new(Old, "ES.2", null);
    private static readonly PeerKeys Number = new(Old, null, null);
    private static readonly PeerKeys NewNumber = new(New, null, null);
    private static readonly PeerKeys AnaRenewed = new(New, "ES.9", null);

    private static readonly Input Change = new Input.PeerChanged(Number, NewNumber, At(50)) { Wamid = "wamid.S" };

    private static readonly Input NewId =
        new Input.PeerChanged(new PeerKeys(null, "ES.1", null), new PeerKeys(null, "ES.9", null), At(50));

    [Fact]
    public void Two_user_ids_are_two_people_though_they_had_one_number() => Orders.AllGive(
        "a1 a2 | b1 b2",
        Say.Customer("a1", Ana, at: 1),
        Say.Customer("a2", Number, at: 5),
        Say.Customer("b1", Bea, at: 60),
        Say.Customer("b2", Number, at: 90));

    [Fact]
    public void A_number_alone_belongs_to_whoever_had_it_then() => Orders.AllGive(
        "a0 a1 | b1 b2",
        Say.Customer("a0", Number, at: -900, via: Via.History),
        Say.Customer("a1", Ana, at: 1),
        Say.Customer("b1", Bea, at: 60),
        Say.Echo("b2", Number, at: 61));

    [Theory]
    [InlineData(1, 60)]
    [InlineData(50, 50)]
    [InlineData(50, 60)]
    [InlineData(1, 50)]
    public void Who_changes_number_goes_on_in_the_same_conversation(int before, int after)
    {
        var desk = Orders.AllGive(
            "a1 a2 a3",
            WrongKeys,
            Say.Customer("a1", Ana, at: before),
            Say.Customer("a2", AnaRenewed, at: after),
            Say.Customer("a3", NewNumber, at: after + 1),
            Change,
            NewId);

        var home = Orders.HomeOf(desk, "a1");
        Assert.Equal(2, home.IdentityEvents.Count(one => one.Kind == IdentityEventKind.KeysChanged));

        static string? WrongKeys(Desk desk)
        {
            var conversation = Orders.HomeOf(desk, "a1");
            return conversation.Keys != AnaRenewed ? $"called {conversation.Keys}"
                : conversation.FormerKeys != new ValueList<string>("user:ES.1", $"wa:{Old}")
                    ? $"formerly {string.Join(' ', conversation.FormerKeys)}"
                : null;
        }
    }

    [Fact]
    public void Whoever_takes_the_number_next_is_not_filed_under_who_left_it() => Orders.AllGive(
        "a1 a2 | b1 b2",
        Say.Customer("a1", Number, at: 1),
        Say.Customer("a2", NewNumber, at: 60),
        Change,
        Say.Customer("b1", Number, at: 70),
        Say.Customer("b2", Number, at: 80));

    [Fact]
    public void Nor_if_the_next_one_has_a_user_id() => Orders.AllGive(
        "a1 a2 | b1 b2",
        Say.Customer("a1", Ana, at: 1),
        Say.Customer("a2", NewNumber, at: 60),
        Change,
        Say.Customer("b1", Bea, at: 70),
        Say.Customer("b2", Number, at: 71));

    [Fact]
    public void An_id_that_is_seen_with_a_number_after_it_was_given_up_is_not_of_who_gave_it_up() => Orders.AllGive(
        "a1 a2 | b1 b2 b3",
        Say.Customer("b1", new PeerKeys(null, "ES.2", null), at: -300),
        Say.Customer("a1", Number, at: 1),
        Say.Customer("a2", NewNumber, at: 60),
        Change,
        Say.Customer("b2", Number, at: 70),
        Say.Customer("b3", Bea, at: 80));

    [Fact]
    public void An_id_that_is_seen_with_the_new_number_is_theirs_though_somebody_had_that_before() => Orders.AllGive(
        "a1 a2 a3 | c1",
        Say.Customer("c1", NewNumber, at: -500),
        Say.Customer("a1", Number, at: 1),
        Say.Customer("a2", AnaRenewed, at: 60),
        Say.Customer("a3", NewNumber, at: 61),
        Change);

    [Fact]
    public void What_was_said_from_the_new_number_before_stays_with_who_had_it() => Orders.AllGive(
        "a1 a2 | c1 c2",
        Say.Customer("c1", NewNumber, at: -500),
        Say.Customer("c2", NewNumber, at: -400),
        Say.Customer("a1", Number, at: 1),
        Say.Customer("a2", NewNumber, at: 60),
        Change);

    [Fact]
    public void A_change_that_is_told_twice_counts_once()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("a1", Ana, at: 1));

        Assert.Equal(Outcome.Applied, desk.Feed(Change).Outcome);
        Assert.Equal(Outcome.Duplicate, desk.Feed(Change).Outcome);
    }

    [Fact]
    public void A_late_status_of_an_old_message_does_not_join_who_has_the_number_now()
    {
        var desk = new Desk();
        desk.Feed(Say.Echo("a1", Number, at: 1));
        desk.Feed(Change);
        desk.Feed(Say.Customer("b1", Number, at: 70));

        desk.Feed(Say.Status("a1", Stage.Read, Number, at: 90));

        Assert.Equal("a1 | b1", Orders.Partition(desk));
    }

    [Fact]
    public void A_send_to_a_number_that_was_given_up_is_not_filed_under_who_left_it()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("a1", Ana, at: -100));
        desk.Feed(new Input.PeerChanged(Number, NewNumber, At(-50)));

        var send = desk.Send(desk.Feed(Say.Ask(SendLane.Human, Number)).Subject!);

        Assert.NotEqual(Orders.HomeOf(desk, "a1").Id, desk.Root(send.ConversationId).Id);
        Assert.Null(Orders.HomeOf(desk, "a1").Hold);
    }

    [Fact]
    public void The_parent_id_joins_what_the_portfolios_call_by_two_ids() => Orders.AllGive(
        "a1 a2",
        Say.Customer("a1", new PeerKeys(null, "ES.1", "ES.ENT.7"), at: 1),
        Say.Customer("a2", new PeerKeys(null, "ES.3", "ES.ENT.7"), at: 2));

    [Fact]
    public void Whom_a_number_passed_to_is_told_in_both_lives()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("a1", Ana, at: 1));
        desk.Feed(Say.Customer("b1", Bea, at: 60));

        var left = Orders.HomeOf(desk, "a1");
        Assert.Equal(IdentityEventKind.NumberPassedOn, Assert.Single(left.IdentityEvents).Kind);
        Assert.Equal(new PeerKeys(null, "ES.1", null), left.Keys);
        Assert.Equal(Bea, Orders.HomeOf(desk, "b1").Keys);
    }

    private static long At(long second) => Desk.Start.ToUnixTimeSeconds() + second;
}
