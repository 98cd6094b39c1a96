using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Takeover;

namespace Tandem.Domain.Timeline;

/// <summary>Folds what is seen of a message itself into the timeline.</summary>
internal static class MessageFold
{
    public static void See(Draft draft, Input.MessageSeen seen)
    {
        var known = draft.FindByWamid(seen.Wamid);
        var conversation = Threads.Of(draft, seen.Peer, known?.ConversationId);
        var before = known ?? Begin(draft, seen.Wamid, conversation.Id, seen.At);
        var wasLive = before is { SaidAt: not null, Via: Via.Live };
        var after = Fold(before, seen);

        draft.Subject = after.Id;
        draft.Settled = before.Waiting;
        if (!draft.Put(after) && known is not null)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        draft.Do(new Effect.TellMessage(after.Id, IsNew: known is null || !known.IsOnTimeline));
        Touch(draft, conversation, after, seen, isFirstLive: seen.Via == Via.Live && !wasLive);
    }

    /// <summary>A row for a wamid nobody spoke of before.</summary>
    public static Message Begin(Draft draft, string wamid, string conversationId, long at, bool isSecond = false)
    {
        var id = isSecond ? draft.Around.SecondId : draft.Around.Id;
        draft.Make(new WamidLink(wamid, id));
        var begun = new Message(id, draft.Around.Position, conversationId)
        {
            Wamid = wamid,
            HeardAt = at,
            Via = Via.History, // the weakest word; whatever is seen outranks it
        };
        draft.Make(begun);
        return begun;
    }

    private static Message Fold(Message before, Input.MessageSeen seen) => before with
    {
        Peer = before.Peer.Or(seen.Peer),
        Direction = seen.Direction,
        Origin = Max(before.Origin, seen.Direction == Direction.In ? Origin.Customer : Origin.App),
        Via = Max(before.Via, seen.Via),
        SaidAt = before.SaidAt is { } said ? Math.Min(said, seen.At) : seen.At,
        HeardAt = Math.Min(before.HeardAt, seen.At),
        Content = Content.Better(before.Content, seen.Content),
        RepliesTo = before.RepliesTo ?? seen.RepliesTo,
        Stage = seen.Stage > before.Stage || before.Stage is null ? seen.Stage ?? before.Stage : before.Stage,
        Waiting = 0,
    };

    // What a message means for its conversation. History wakes nobody, opens no window, counts nothing.
    private static void Touch(
        Draft draft, Conversation conversation, Message message, Input.MessageSeen seen, bool isFirstLive)
    {
        var touched = conversation with
        {
            Name = seen.Name ?? conversation.Name,
            Username = seen.Username ?? conversation.Username,
            LastMessageAt = Conversation.Latest(conversation.LastMessageAt, seen.At),
        };
        if (seen is { Via: Via.Live, Direction: Direction.In })
        {
            touched = touched with
            {
                WindowFrom = Conversation.Latest(conversation.WindowFrom, seen.At),
                Unread = conversation.Unread + (isFirstLive ? 1 : 0),
            };
        }

        draft.Put(touched);
        draft.Do(new Effect.TellConversation(conversation.Id));
        if (isFirstLive && seen.Direction == Direction.Out && message.Origin != Origin.Api)
            Gate.HumanSpoke(draft, touched, Hold.Phone, message.Id);
    }

    private static T Max<T>(T a, T b)
        where T : struct, Enum => Comparer<T>.Default.Compare(a, b) >= 0 ? a : b;
}
