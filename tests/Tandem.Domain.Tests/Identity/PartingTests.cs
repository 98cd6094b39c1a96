using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Identity;

/// <summary>A merge can be taken back, and what a person split stays split.</summary>
public sealed class PartingTests
{
    private static readonly PeerKeys Number = new("34600111222", null, null);
    private static readonly PeerKeys User = new(null, "ES.7", null);
    private static readonly PeerKeys Both = new("34600111222", "ES.7", null);

    private static readonly Input[] Six =
    [
        Say.Customer("n1", Number, at: 1),
        Say.Customer("u1", User, at: 2),
        Say.Customer("b1", Both, at: 3),
        Say.Echo("n2", Number, at: 4),
        Say.Status("u2", Stage.Sent, User, at: 5),
    ];

    [Fact]
    public void After_a_split_messages_go_back_by_the_keys_they_came_with_in_any_order()
    {
        // The split comes at every place behind the evidence that joins: before it there is nothing to split.
        foreach (var order in Orders.Of(Six))
        {
            foreach (var place in Enumerable.Range(0, Six.Length + 1).Where(at => order.Take(at).Contains(Six[2])))
            {
                var desk = new Desk();
                Feed(desk, order.Take(place));
                desk.Feed(new Input.ConversationSplit(desk.Conversation(User).Id, "user:ES.7", "Ana"));
                Feed(desk, order.Skip(place));

                Assert.Equal("b1 u1 u2 | n1 n2", Same(Orders.Partition(desk)));
                Feed(desk, order);
                Assert.Equal("b1 u1 u2 | n1 n2", Same(Orders.Partition(desk)));
            }
        }
    }

    [Fact]
    public void A_merge_by_a_person_undoes_a_split_wherever_it_comes()
    {
        foreach (var order in Orders.Of(Six))
        {
            var desk = new Desk();
            Feed(desk, order);
            var part = Split(desk, "user:ES.7");
            desk.Feed(new Input.ConversationsMerged(desk.Conversation(Number).Id, part, "Ana"));

            Assert.Equal("n1 u1 b1 n2 u2", Orders.Partition(desk));
            Feed(desk, order);
            Assert.Equal("n1 u1 b1 n2 u2", Orders.Partition(desk));
        }
    }

    [Fact]
    public void A_merge_that_a_person_made_is_taken_back_by_its_id()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("n1", Number, at: 1));
        desk.Feed(Say.Customer("u1", User, at: 2));
        var (one, other) = (desk.Conversation(Number).Id, desk.Conversation(User).Id);
        desk.Feed(new Input.ConversationsMerged(one, other, "Ana"));
        desk.Feed(Say.Customer("u2", User, at: 3));
        Assert.Equal("n1 u1 u2", Orders.Partition(desk));

        desk.Feed(new Input.ConversationSplit(one, other, "Ana"));

        Assert.Equal("n1 | u1 u2", Orders.Partition(desk));
        Assert.Equal(other, desk.Conversation(User).Id);
        Assert.Equal((Number, User), (desk.Root(one).Keys, desk.Root(other).Keys));
    }

    [Fact]
    public void A_key_that_was_first_seen_with_a_part_leaves_with_it()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("n1", Number, at: 1));
        desk.Feed(Say.Customer("u1", User, at: 2));
        desk.Feed(Say.Customer("b1", Both, at: 3));
        desk.Feed(Say.Customer("u2", new PeerKeys(null, "ES.7", "ES.ENT.1"), at: 4));
        desk.Feed(Say.Customer("p1", new PeerKeys(null, null, "ES.ENT.1"), at: 5));
        var child = Assert.Single(desk.All<Conversation>(), one => one.MergedInto is not null);

        desk.Feed(new Input.ConversationSplit(desk.Conversation(Number).Id, child.Id, "Ana"));

        Assert.Equal("n1 | u1 b1 u2 p1", Orders.Partition(desk));
    }

    [Fact]
    public void A_hold_stays_on_both_sides_and_ends_on_both()
    {
        var desk = Joined();
        desk.Feed(Say.Echo("n2", Number, at: 4));
        var before = desk.Conversation(Number);

        Split(desk, "user:ES.7");

        foreach (var side in new[] { desk.Conversation(Number), desk.Conversation(User) })
        {
            Assert.Equal(Hold.Phone, side.Hold?.By);
            Assert.Equal(before.Revision + 1, side.Revision);
        }

        Assert.Equal(SendState.Refused, desk.Send(desk.Feed(Say.Ask(peer: User)).Subject!).State);
        desk.Wait(TimeSpan.FromMinutes(31));
        Assert.All(desk.Conversations, side => Assert.Null(side.Hold));
    }

    [Fact]
    public void Waiting_sends_go_to_whom_they_are_for_and_leave_once()
    {
        var desk = Joined();
        desk.Feed(Say.Ask(SendLane.Notification, Number));
        var toUser = desk.Feed(Say.Ask(SendLane.Notification, User)).Subject!;
        var toNumber = desk.Feed(Say.Ask(SendLane.Notification, Number)).Subject!;
        Assert.Single(desk.Calls);

        Split(desk, "user:ES.7");

        Assert.Equal([desk.Calls[0], toUser], desk.Calls);
        Assert.Equal(desk.Conversation(User).Id, desk.Root(desk.Send(toUser).ConversationId).Id);
        Assert.Equal([toNumber], desk.Conversation(Number).Queue.Select(queued => queued.SendId));
        desk.Feed(Say.Accepted(desk.Calls[0], "s1", Number));
        Assert.Equal([desk.Calls[0], toUser, toNumber], desk.Calls);
    }

    [Fact]
    public void The_window_of_each_side_is_that_of_its_own_messages()
    {
        var desk = Joined();
        var at = Desk.Start.ToUnixTimeSeconds();
        Assert.Equal(at + 3, desk.Conversation(Number).WindowFrom);

        Split(desk, "user:ES.7");

        Assert.Equal((at + 1, at + 1), (desk.Conversation(Number).WindowFrom, desk.Conversation(Number).LastMessageAt));
        Assert.Equal((at + 3, at + 3), (desk.Conversation(User).WindowFrom, desk.Conversation(User).LastMessageAt));
    }

    [Fact]
    public void The_last_key_of_a_person_cannot_leave()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("n1", Number));

        var refused = desk.Feed(new Input.ConversationSplit(desk.Conversation(Number).Id, "wa:34600111222", "Ana"));

        Assert.Equal(Outcome.SetAside, refused.Outcome);
        Assert.Empty(refused.Rows);
    }

    [Fact]
    public void What_is_no_part_cannot_leave()
    {
        var desk = Joined();
        desk.Feed(Say.Customer("x1", new PeerKeys("16505551234", null, null)));
        var other = desk.Conversation(new PeerKeys("16505551234", null, null)).Id;

        foreach (var part in new[] { other, "1-999", "wa:16505551234", "user:ES.nobody" })
        {
            var refused = desk.Feed(new Input.ConversationSplit(desk.Conversation(Number).Id, part, "Ana"));
            Assert.Equal((Outcome.SetAside, 0), (refused.Outcome, refused.Rows.Count));
        }
    }

    [Fact]
    public void A_private_conversation_stays_private_on_both_sides()
    {
        var desk = Joined();
        desk.Feed(new Input.MarkedPrivate(Both, IsPrivate: true, "Ana"));

        Split(desk, "user:ES.7");

        Assert.All(desk.Conversations, side => Assert.True(side.IsPrivate));
        Assert.Equal(2, desk.Conversations.Count());
    }

    private static Desk Joined()
    {
        var desk = new Desk();
        Feed(desk, Six.Take(3));
        return desk;
    }

    private static string Split(Desk desk, string key)
    {
        desk.Feed(new Input.ConversationSplit(desk.Conversation(Number).Id, key, "Ana"));
        return desk.Conversation(User).Id;
    }

    private static void Feed(Desk desk, IEnumerable<Input> inputs)
    {
        foreach (var input in inputs)
            desk.Feed(input);
    }

    // In the order of names: the order of times is another test's.
    private static string Same(string partition) => string.Join(
        " | ",
        partition.Split(" | ").Select(one => string.Join(' ', one.Split(' ').Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));
}
