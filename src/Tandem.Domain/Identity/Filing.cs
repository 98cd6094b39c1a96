using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Identity;

/// <summary>Files messages anew after keys changed hands: each goes to whom its own keys name.</summary>
/// <remarks>Messages keep the keys they came with, so where one belongs never depends on where it was.</remarks>
internal static class Filing
{
    // One id is the decision's, one more can be made of it; who needs a third is begun when the piece comes again.
    private const int MostBegun = 2;

    /// <summary>A piece of what is filed in a conversation has been brought.</summary>
    public static void Bring(Draft draft, Input.MessagesBrought brought)
    {
        var root = draft.Root(brought.ConversationId);
        draft.Subject = root.Id;
        if (brought.IsFirst)
            draft.Put(root with { LastMessageAt = null, WindowFrom = null }); // counted anew from what stays
        var begun = 0;
        var filed = new List<(Message Message, string From, string To)>();
        foreach (var id in brought.MessageIds)
        {
            if (draft.FindMessage(id) is not { SameAs: null } message)
                continue;

            var was = draft.Root(message.ConversationId);
            var home = HomeOf(draft, message, ref begun) ?? was;
            filed.Add((message, was.Id, home.Id));
        }

        OpenHomes(draft, filed);
        foreach (var (message, from, to) in filed)
        {
            Date(draft, to, message);
            if (from != to)
                Move(draft, message, from, to);
        }

        foreach (var moved in filed.Where(one => one.From != one.To).GroupBy(one => (one.From, one.To)))
            GoAlong(draft, moved.Key.From, moved.Key.To, [.. moved.Select(one => one.Message)]);
        draft.Do(new Effect.TellConversation(root.Id));
        if (brought.Next is { } next)
            draft.Make(new Deciding.Timer($"bring/{root.Id}/{next}", draft.Now));
        if (begun > MostBegun)
            draft.Do(new Effect.BringMessages(root.Id, After: null));
    }

    /// <summary>The next piece is due.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="place">What the timer's name says: conversation, then how far it came.</param>
    public static void OnTimer(Draft draft, string place)
    {
        if (place.Split('/', 2) is [var conversationId, var after])
            draft.Do(new Effect.BringMessages(conversationId, after));
    }

    // What only a reply names has no keys of its own: it goes where the reply goes.
    private static Conversation? HomeOf(Draft draft, Message message, ref int begun)
    {
        var named = message is { IsOnlyNamed: true, NamedBy: { } reply }
            ? draft.FindMessage(reply) ?? message
            : message;
        if (Threads.HolderOf(draft, named.Peer, named.At) is { } holder)
            return draft.Root(holder);
        if (named.Peer.IsSure || named.Peer.NumberKey is not { } number
            || draft.Find<PeerLink>(RowRef.Peer(number)) is null)
            return null; // nothing says whose it is: it stays
        if (++begun > MostBegun)
            return null;

        // Its number was given up before, and nobody was known to have it: here is somebody.
        var stranger = Threads.Begin(draft, isSecond: begun > 1);
        return Threads.Link(draft, stranger, stranger.Id, named.Peer, named.At, isSure: false);
    }

    private static void Move(Draft draft, Message message, string from, string to)
    {
        draft.Put(message with { ConversationId = to });
        if (message.SendId is { } sendId
            && draft.FindSend(sendId) is { State: not (SendState.Queued or SendState.Released) } send)
            draft.Put(send with { ConversationId = to });
        if (message.IsOnTimeline)
            draft.Do(new Effect.TellMessage(message.Id, IsNew: false));
        draft.Do(new Effect.TellConversation(from));
        draft.Do(new Effect.TellConversation(to));
    }

    // Before any word is written there: who writes as one does with a business is no stranger.
    private static void OpenHomes(Draft draft, IEnumerable<(Message Message, string From, string To)> filed)
    {
        var homes = filed.Where(one => one.From != one.To && IsLiveIn(one.Message)).Select(one => one.To);
        foreach (var home in homes.Distinct())
            PrivacyDesk.Open(draft, draft.Root(home));
    }

    // The hold that a moved message caused holds where that stands now, and what nobody has read is unread there. Both
    // stay where they were as well: to err is to hold, and to look twice.
    private static void GoAlong(Draft draft, string from, string to, IReadOnlyList<Message> moved)
    {
        var (left, home) = (draft.Root(from), draft.Root(to));
        var ids = moved.Select(message => message.Id).ToHashSet(StringComparer.Ordinal);
        var caused = (left.Hold?.All() ?? []).Where(hold => hold.IsActiveAt(draft.Now) && hold.CausedBy is { } id
            && ids.Contains(id) && home.Hold?.All().Any(held => held.CausedBy == id) != true).ToList();
        var after = home with
        {
            Hold = caused.Aggregate(home.Hold, (held, hold) => Hold.Join(held, hold with { Before = null })),
            Revision = home.Revision + (caused.Count > 0 ? 1 : 0),
            Unread = Math.Max(home.Unread, Math.Min(left.Unread, moved.Count(IsLiveIn))),
        };
        if (draft.Put(after))
            Gate.KeepHold(draft, draft.Root(to));
    }

    private static bool IsLiveIn(Message message) => message is { Via: Via.Live, Direction: Direction.In };

    // As when it was first seen.
    private static void Date(Draft draft, string homeId, Message message)
    {
        if (!message.IsOnTimeline)
            return;

        var home = draft.Root(homeId);
        var left = message.StageTimes.Where(time => time.Stage == Stage.Sent).Select(time => (long?)time.At);
        draft.Put(home with
        {
            LastMessageAt = left.Append(message.SaidAt).Aggregate(home.LastMessageAt, Conversation.Latest),
            WindowFrom = IsLiveIn(message)
                ? Conversation.Latest(home.WindowFrom, message.SaidAt)
                : home.WindowFrom,
        });
    }
}
