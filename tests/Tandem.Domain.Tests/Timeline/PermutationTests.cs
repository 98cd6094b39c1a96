using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Timeline;

/// <summary>Six events of one conversation in all their 720 orders, each order heard a second time as well.</summary>
public sealed class PermutationTests
{
    private static readonly PeerKeys Both = new(Say.Ana.WaId, "ES.7", null);
    private static readonly PeerKeys UserOnly = new(null, "ES.7", null);

    private static readonly MessageChange Revoked = new MessageChange.Revoked();

    [Fact]
    public void A_placeholder_is_filled_edited_and_revoked_in_any_order()
    {
        var full = Say.Customer("wamid.A", UserOnly, at: 3);
        var placeholder = Say.Unavailable("wamid.A", UserOnly, at: 1);

        var desk = AllOrders(
            () => new Desk(),
            _ =>
            [
                placeholder,
                full,
                Say.Customer("wamid.A", via: Via.History, at: 4),
                Say.Change("wamid.B", "wamid.A", new MessageChange.Edited("{new}"), peer: Both, at: 9),
                Say.Change("wamid.C", "wamid.A", new MessageChange.Edited("{newer}"), at: 12),
                Say.Change("wamid.D", "wamid.A", Revoked, at: 30),
            ]);

        var message = desk.Message("wamid.A");
        Assert.Equal(full.Content, message.Content);
        Assert.Equal("{newer}", message.Edit!.Json);
        Assert.True(message.IsRevoked);
        Assert.Equal(1, desk.Conversations.Single().Unread);
    }

    [Fact]
    public void An_echo_meets_its_statuses_reactions_and_history_in_any_order()
    {
        var desk = AllOrders(
            () => new Desk(),
            _ =>
            [
                Say.Echo("wamid.A", at: 1),
                Say.Echo("wamid.A", Both, at: 2, via: Via.History),
                Say.Status("wamid.A", Stage.Delivered, at: 5),
                Say.Status("wamid.A", Stage.Failed, UserOnly, at: 3),
                Say.Change("wamid.B", "wamid.A", new MessageChange.Reacted("👍"), peer: UserOnly, at: 8),
                Say.Change("wamid.C", "wamid.A", new MessageChange.Reacted(""), at: 9),
            ]);

        var message = desk.Message("wamid.A");
        Assert.Equal((Origin.App, Via.Live, Stage.Delivered), (message.Origin, message.Via, message.Stage!.Value));
        Assert.Equal("", Assert.Single(message.Reactions).Emoji);
        Assert.Equal("phone", desk.Conversations.Single().Hold!.By);
    }

    [Fact]
    public void Our_own_send_is_one_message_whatever_comes_before_its_answer()
    {
        var desk = AllOrders(
            () => Released(out _),
            send =>
            [
                Say.Accepted(send, "wamid.A", Both),
                Say.Echo("wamid.A", UserOnly, at: -3) with { RepliesTo = "wamid.Q" },
                Say.Status("wamid.A", Stage.Sent, at: -1),
                Say.Status("wamid.A", Stage.Read, UserOnly, at: 4, sendId: send),
                Say.Change("wamid.B", "wamid.A", new MessageChange.Reacted("🎉"), peer: UserOnly, at: 8),
                Say.Change("wamid.C", "wamid.A", new MessageChange.Edited("{new}"), Direction.Out, UserOnly, at: 6),
            ]);

        var message = desk.Message("wamid.A");
        Assert.Equal((Origin.Api, Stage.Read, "{body}"), (message.Origin, message.Stage!.Value, message.Content!.Json));
        Assert.Equal("{new}", message.Edit!.Json);
        Assert.Null(desk.Conversations.Single().Hold);
        Assert.Equal(0, desk.Number.OnWire);
    }

    [Fact]
    public void A_lost_answer_is_settled_by_the_mark_or_by_a_late_answer_in_any_order()
    {
        var desk = AllOrders(
            () => Released(out _),
            send =>
            [
                Say.Lost(send),
                Say.Accepted(send, "wamid.A"),
                Say.Echo("wamid.A", Both),
                Say.Status("wamid.A", Stage.Sent, sendId: send),
                Say.Status("wamid.A", Stage.Failed, sendId: send, at: 1),
                Say.Change("wamid.D", "wamid.A", Revoked, Direction.Out, at: 9),
            ]);

        var message = desk.Message("wamid.A");
        Assert.Equal((false, Stage.Failed, true), (message.IsUnknown, message.Stage!.Value, message.IsRevoked));
        Assert.Null(desk.Conversations.Single().Hold);
        Assert.Single(desk.Calls);
    }

    private static Desk Released(out string send)
    {
        var desk = new Desk();
        send = desk.Feed(Say.Ask()).Subject!;
        return desk;
    }

    // The first order is the yardstick; the same desk is told everything again, to see that nothing moves.
    private static Desk AllOrders(Func<Desk> begin, Func<string, Input[]> inputsOf)
    {
        string? expected = null;
        var last = new Desk();
        foreach (var order in Permutations([0, 1, 2, 3, 4, 5]))
        {
            var desk = begin();
            var inputs = inputsOf(desk.Calls.FirstOrDefault() ?? "");
            foreach (var index in order)
                desk.Feed(inputs[index]);
            var once = Canonical.TimelineOf(desk);
            foreach (var index in order)
                Assert.Equal(Outcome.Duplicate, desk.Feed(inputs[index]).Outcome);

            expected ??= once;
            Assert.True(expected == once, $"order {string.Join(' ', order)}:\n{once}\ninstead of\n{expected}");
            Assert.Equal(expected, Canonical.TimelineOf(desk));
            Assert.Equal(0, desk.StillWaiting);
            last = desk;
        }

        return last;
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(
            item => Permutations([.. items.Where(i => i != item)]).Select(rest => (int[])[item, .. rest]));
}
