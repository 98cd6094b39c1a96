using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Privacy;
using Tandem.Domain.Takeover;

namespace Tandem.Domain.Timeline;

/// <summary>Folds what is seen of a message itself into the timeline.</summary>
internal static class MessageFold
{
    public static void See(Draft draft, Input.MessageSeen seen)
    {
        var known = draft.FindByWamid(seen.Wamid);
        if (IsOfAnother(draft, known, seen.Peer))
            return;

        var conversation = Threads.Of(draft, seen.Peer, seen.At, Home(known));
        if (seen is { Via: Via.Live, Direction: Direction.In })
            conversation = PrivacyDesk.Open(draft, conversation);
        var before = Filed(draft, known, conversation) ?? Begin(draft, seen.Wamid, conversation.Id, seen.At);
        var wasLive = before is { SaidAt: not null, Via: Via.Live };
        var after = Fold(before, seen);

        draft.Subject = after.Id;
        draft.Settled += before.Waiting;
        var isNews = draft.Put(after) || known is null;
        var isLater = draft.Put(Date(conversation, seen)); // a copy may be dated later and teach nothing else
        if (seen.Via == Via.History)
        {
            PastGaps.Came(draft, seen.Progress ?? 0, isNews);
            SyncDesk.PastCame(draft, seen.Progress ?? 0, seen.Phase);
        }

        if (!isNews && !isLater)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        if (seen is { Via: Via.Live, RepliesTo: { } original })
            NameOriginal(draft, after, original, conversation);
        draft.Do(new Effect.TellConversation(conversation.Id));
        if (isNews)
            Touch(draft, Date(conversation, seen), after, seen, isFirstLive: seen.Via == Via.Live && !wasLive);
        if (isNews && after.IsOnTimeline)
            draft.Do(new Effect.TellMessage(after.Id, IsNew: known is null || !known.IsOnTimeline));
    }

    /// <summary>Whether an event is set aside because one wamid names two people: the words of the one must not be read
    /// by the other, and whose they are nobody knows.</summary>
    public static bool IsOfAnother(Draft draft, Message? known, PeerKeys peer)
    {
        if (!Threads.Contradicts(draft, known, peer))
            return false;

        draft.Outcome = Outcome.SetAside;
        draft.Reason = "names another user id than what is known of the same message";
        return true;
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

    /// <summary>The conversation a known message proves to be the same person's; null where it proves none.</summary>
    /// <remarks>A reply may name what went to many, such as a status update: two who answer it are not one.</remarks>
    public static string? Home(Message? known) => known is { IsOnlyNamed: false } ? known.ConversationId : null;

    /// <summary>A known message in the conversation and at the time that its own evidence names.</summary>
    public static Message? Filed(Draft draft, Message? known, Conversation conversation) => known switch
    {
        null => null,
        { IsOnlyNamed: true } => known with
        {
            ConversationId = conversation.Id,
            HeardAt = long.MaxValue,
            IsOnlyNamed = false,
            Content = null,
        },
        _ when draft.Follow(known.ConversationId).Id != conversation.Id =>
            known with { ConversationId = conversation.Id },
        _ => known,
    };

    /// <summary>The further of two stages, either of which may be unknown.</summary>
    public static Stage? Further(Stage? a, Stage? b) => a is null || b > a ? b : a;

    /// <summary>The stronger of two words about one message.</summary>
    public static T Stronger<T>(T a, T b)
        where T : struct, Enum => Comparer<T>.Default.Compare(a, b) >= 0 ? a : b;

    private static Message Fold(Message before, Input.MessageSeen seen)
    {
        var origin = Stronger(before.Origin, seen.Direction == Direction.In ? Origin.Customer : Origin.App);
        return before with
        {
            Peer = before.Peer.Or(seen.Peer),
            Direction = origin == Origin.Customer ? Direction.In : Direction.Out,
            Origin = origin,
            Via = Stronger(before.Via, seen.Via),
            SaidAt = Math.Min(before.SaidAt ?? seen.At, seen.At),
            HeardAt = Math.Min(before.HeardAt, seen.At),

            // What we sent we know better than its echo does.
            Content = origin == Origin.Api ? before.Content : Content.Better(before.Content, seen.Content),
            RepliesTo = before.RepliesTo ?? seen.RepliesTo,
            Stage = Further(before.Stage, seen.Stage),
            Waiting = 0,
        };
    }

    // A reply proves that there was something to answer: if nobody handed that over, it is a gap.
    private static void NameOriginal(Draft draft, Message reply, string wamid, Conversation conversation)
    {
        if (wamid == reply.Wamid)
            return;

        var original = draft.FindByWamid(wamid)
            ?? Begin(draft, wamid, conversation.Id, reply.At, isSecond: true) with { IsOnlyNamed = true };
        if (original.Origin == Origin.Unseen)
            draft.Put(original with
            {
                NamedBy = Least(original.NamedBy, reply.Id),
                HeardAt = original.IsOnlyNamed ? Math.Min(original.HeardAt, reply.At) : original.HeardAt,
            });
    }

    private static string Least(string? a, string b) => a is null || string.CompareOrdinal(b, a) < 0 ? b : a;

    // History opens no window.
    private static Conversation Date(Conversation conversation, Input.MessageSeen seen) => conversation with
    {
        LastMessageAt = Conversation.Latest(conversation.LastMessageAt, seen.At),
        WindowFrom = seen is { Via: Via.Live, Direction: Direction.In }
            ? Conversation.Latest(conversation.WindowFrom, seen.At)
            : conversation.WindowFrom,
    };

    // What a message means for its conversation. History wakes nobody and counts nothing.
    private static void Touch(
        Draft draft, Conversation conversation, Message message, Input.MessageSeen seen, bool isFirstLive)
    {
        var touched = conversation with
        {
            Name = seen.Name ?? conversation.Name,
            Username = seen.Username ?? conversation.Username,
            Unread = conversation.Unread + (isFirstLive && message.Origin == Origin.Customer ? 1 : 0),
        };
        draft.Put(touched);
        if (isFirstLive && message.Origin == Origin.App)
            Gate.PhoneSpoke(draft, touched, message, seen.Words);
    }
}
