using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Timeline;

/// <summary>What a phone's history may never do.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void History_opens_no_window_holds_nobody_and_counts_nothing_unread() =>
        Streams.History.Sample(
            inputs => Assert.All(
                Streams.Feed(inputs).Conversations,
                conversation => Assert.Equal(
                    (null, null, 0, 0),
                    (conversation.WindowFrom, conversation.Hold, conversation.Unread, conversation.Revision))),
            iter: 300);

    [Fact]
    public void History_among_live_messages_changes_neither_window_nor_voice() =>
        Gen.Select(Streams.Any, Streams.History, Gen.Int).Sample(
            (live, history, seed) =>
            {
                var random = new Random(seed);
                var mixed = new List<Input>(live);
                foreach (var input in history)
                    mixed.Insert(random.Next(mixed.Count + 1), input);

                Assert.Equal(Voices(Streams.Feed(live)), Voices(Streams.Feed(mixed)));
            },
            iter: 500);

    [Fact]
    public void A_live_copy_of_what_history_told_first_is_live()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("wamid.A", via: Via.History));
        desk.Feed(Say.Customer("wamid.A"));
        desk.Feed(Say.Echo("wamid.B", via: Via.History));
        Assert.Null(desk.Conversation(Say.Ana).Hold);

        desk.Feed(Say.Echo("wamid.B"));
        var conversation = desk.Conversation(Say.Ana);
        Assert.NotNull(conversation.WindowFrom);
        Assert.Equal("phone", conversation.Hold?.By);
        Assert.Equal(Via.Live, desk.Message("wamid.A").Via);
    }

    // Identities may join earlier through history, so people are taken together.
    private static (long? Window, int Unread, bool IsHeld) Voices(Desk desk) => (
        desk.Conversations.Max(conversation => conversation.WindowFrom),
        desk.All<Message>().Count(message => message is { Via: Via.Live, Origin: Origin.Customer }),
        desk.Conversations.Any(conversation => conversation.Hold is not null));
}
