using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Timeline;

/// <summary>The balance: every input is accounted for once, and what waits is settled once.</summary>
public sealed class LedgerTests
{
    [Fact]
    public void What_waits_is_settled_exactly_once_when_its_message_is_seen() =>
        Gen.Select(Streams.Any, Gen.Int).Sample(
            (inputs, seed) =>
            {
                var desk = new Desk();
                foreach (var input in Streams.Disturb(inputs, seed))
                {
                    desk.Feed(input);
                    Assert.Equal(desk.All<Message>().Sum(message => message.Waiting), desk.StillWaiting);
                }

                foreach (var original in Streams.Originals)
                    desk.Feed(original);
                Assert.Equal(0, desk.StillWaiting);
            },
            iter: 1_000);

    [Fact]
    public void A_change_waits_for_the_message_it_is_about_and_says_so()
    {
        var desk = new Desk();
        var change = desk.Feed(Say.Change("wamid.B", "wamid.A", new MessageChange.Revoked()));
        Assert.Equal((Outcome.Waiting, 0), (change.Outcome, change.Settled));
        Assert.NotNull(change.Reason);
        Assert.DoesNotContain(desk.All<Message>(), message => message.IsOnTimeline);

        var original = desk.Feed(Say.Customer("wamid.A"));
        Assert.Equal((Outcome.Applied, 1), (original.Outcome, original.Settled));
        Assert.True(desk.Message("wamid.A") is { IsOnTimeline: true, IsRevoked: true });
    }

    [Fact]
    public void A_change_that_waits_is_settled_by_the_first_status_of_its_message()
    {
        var desk = new Desk();
        desk.Feed(Say.Change("wamid.B", "wamid.A", new MessageChange.Reacted("👍")));
        desk.Feed(Say.Status("wamid.A", Stage.Sent));

        Assert.Equal(0, desk.StillWaiting);
        Assert.Equal(Origin.OtherApi, desk.Message("wamid.A").Origin);
    }

    [Fact]
    public void A_change_that_waits_is_settled_when_the_wamid_proves_our_own_sends()
    {
        var desk = new Desk();
        var send = desk.Feed(Say.Ask()).Subject!;
        desk.Feed(Say.Change("wamid.B", "wamid.A", new MessageChange.Reacted("👍")));

        var status = desk.Feed(Say.Status("wamid.A", Stage.Read, sendId: send));

        Assert.Equal(1, status.Settled);
        Assert.Equal("👍", Assert.Single(desk.Message("wamid.A").Reactions).Emoji);
    }

    [Fact]
    public void An_event_about_an_event_settles_what_waited_for_it()
    {
        var desk = new Desk();
        desk.Feed(Say.Change("wamid.C", "wamid.B", new MessageChange.Revoked()));
        desk.Feed(Say.Change("wamid.B", "wamid.A", new MessageChange.Reacted("👍")));
        desk.Feed(Say.Customer("wamid.A"));

        Assert.Equal(0, desk.StillWaiting);
    }

    [Fact]
    public void A_status_that_names_neither_a_known_message_nor_a_person_is_set_aside_with_a_reason()
    {
        var decision = new Desk().Feed(Say.Status("wamid.A", Stage.Failed, PeerKeys.None));

        Assert.Equal(Outcome.SetAside, decision.Outcome);
        Assert.NotNull(decision.Reason);
        Assert.Empty(decision.Rows);
    }

    [Fact]
    public void An_event_about_itself_is_set_aside()
    {
        var decision = new Desk().Feed(Say.Change("wamid.A", "wamid.A", new MessageChange.Revoked()));

        Assert.Equal(Outcome.SetAside, decision.Outcome);
        Assert.Empty(decision.Rows);
    }

    [Fact]
    public void A_stand_in_that_proves_to_be_an_event_leaves_the_timeline()
    {
        var desk = new Desk();
        var standIn = Say.Unavailable("wamid.B");
        desk.Feed(Say.Customer("wamid.A"));
        var shown = desk.Feed(standIn).Subject!;

        desk.Feed(Say.Change("wamid.B", "wamid.A", new MessageChange.Edited("{new}")));

        Assert.False(desk.Message("wamid.B").IsOnTimeline);
        Assert.Contains(new Effect.TellGone(shown, desk.Message("wamid.A").Id), desk.Effects);
        Assert.Equal(Outcome.Duplicate, desk.Feed(standIn).Outcome);
    }
}
