using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Takeover;

/// <summary>Who may speak in a conversation now, and what changes it.</summary>
internal static class Gate
{
    /// <summary>Why a send of this lane may not go now; null when it may.</summary>
    /// <remarks>
    /// In a private conversation nobody speaks but its owner. P4 binds bots and campaigns. Only a guarding number
    /// refuses; an observing one takes the same notes and lets everything pass.
    /// </remarks>
    public static Refusal? Check(NumberRules rules, Conversation conversation, Send send, DateTimeOffset now) =>
        conversation.IsPrivate ? send is { IsOwners: true, Lane: SendLane.Human } ? null : new Refusal(Refusal.Private)
        : rules.IsGuarding ? Judge(conversation, send, now)
        : null;

    /// <summary>What a number that only observes notes of a send it lets pass; null where a guarding one would, too.
    /// </summary>
    public static Refusal? Note(NumberRules rules, Conversation conversation, Send send, DateTimeOffset now) =>
        rules.IsGuarding || conversation.IsPrivate ? null : Judge(conversation, send, now);

    private static Refusal? Judge(Conversation conversation, Send send, DateTimeOffset now) =>
        (send.Lane is SendLane.Bot or SendLane.Campaign)
        && conversation.Hold is { } hold
        && hold.IsActiveAt(now)
            ? new Refusal(
                hold.By == Hold.Review ? Refusal.HeldForReview : Refusal.HeldByHuman,
                hold.By,
                hold.End,
                hold.CausedBy)
            {
                Since = hold.Since,
            }
            : null;

    /// <summary>A human has spoken through the hub: bots are held, from now on, for as long as the rules say.</summary>
    public static void AgentSpoke(Draft draft, Conversation conversation, string by, string messageId)
    {
        var (rules, second) = (draft.Around.Rules, draft.Now.ToUnixTimeSeconds());
        var spoken = Collisions.HumanSpoke(draft, conversation, messageId, by, second) with
        {
            Unread = 0,
            SpokenAt = second,
        };
        Take(draft, spoken, by, draft.Now + (rules.AgentHold ?? rules.EchoHold), messageId);
    }

    /// <summary>The phone has spoken: what that means depends on the words and on what was said after them.</summary>
    /// <remarks>A word that hands back ends what people began before it was typed, and no review: those wait for
    /// somebody who looks. While a send of ours is unanswered it may be the echo of that, and holds.</remarks>
    public static void PhoneSpoke(Draft draft, Conversation conversation, Message message, string? words)
    {
        var meaning = PhoneWords.MeaningOf(draft.Around.Rules, words);
        if (meaning == PhoneWord.Automatic)
        {
            draft.Put(message with { IsAutomatic = true });
            return;
        }

        var spoken = Collisions.HumanSpoke(draft, conversation, message.Id, Hold.Phone, message.At) with { Unread = 0 };
        if (meaning == PhoneWord.HandBack && conversation.OnWire.Count == 0)
        {
            spoken = spoken with { HandedBackAt = Conversation.Latest(conversation.HandedBackAt, message.At) };
            draft.Put(spoken);
            if (!(conversation.SpokenAt > message.At))
                End(draft, spoken, hold => hold.By != Hold.Review);
            return;
        }

        if (conversation.HandedBackAt > message.At)
        {
            draft.Put(spoken);
            return; // said before the word that handed back
        }

        var until = meaning == PhoneWord.TakeOver ? Hold.NoEnd : draft.Now + draft.Around.Rules.EchoHold;
        Take(
            draft,
            spoken with { SpokenAt = Conversation.Latest(conversation.SpokenAt, message.At) },
            Hold.Phone,
            until,
            message.Id);
    }

    /// <summary>A person says that nobody spoke by a message: it was the app's own. It holds nobody any more.</summary>
    public static void CallAutomatic(Draft draft, Message message)
    {
        draft.Subject = message.Id;
        if (!draft.Put(message with { IsAutomatic = true }))
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        draft.Do(new Effect.TellMessage(message.Id, IsNew: false));
        NobodySpoke(draft, draft.Root(message.ConversationId), message.Id);
    }

    /// <summary>A person takes over by command.</summary>
    public static void TakeBy(Draft draft, Conversation conversation, string by, DateTimeOffset until) =>
        Take(draft, conversation with { SpokenAt = draft.Now.ToUnixTimeSeconds() }, by, until, messageId: null);

    /// <summary>Something here could not be read: bots wait until a person has taken over or handed back.</summary>
    public static void HoldForReview(Draft draft, Conversation conversation, string? item) =>
        Take(draft, conversation, Hold.Review, Hold.NoEnd, messageId: null, item);

    /// <summary>An item that held for review is read: only what else holds still does.</summary>
    public static void EndReview(Draft draft, Conversation conversation, string item) =>
        End(draft, conversation, hold => hold.Item == item);

    /// <summary>Somebody takes over until a time. A hold that lasts longer is not shortened by a message, also where a
    /// review lies over it; the review itself is: whoever writes has looked.</summary>
    public static void Take(
        Draft draft, Conversation conversation, string by, DateTimeOffset until, string? messageId, string? item = null)
    {
        var running = conversation.Hold?.IsActiveAt(draft.Now) == true ? conversation.Hold : null;
        var beneath = running?.All().FirstOrDefault(hold => hold.By != Hold.Review);
        var last = messageId is not null && beneath?.Until > until ? beneath.Until : until;
        var hold = new Hold(by, running?.By == by ? running.Since : draft.Now, last, messageId)
        {
            Item = item,
        };
        Put(draft, conversation, hold.Over(running, draft.Now));
    }

    /// <summary>Nobody spoke by a message that took over: what held before holds again, or nothing does.</summary>
    /// <remarks>If it had ended a review as well, nobody has looked yet: that holds again, too.</remarks>
    public static void NobodySpoke(Draft draft, Conversation conversation, string messageId)
    {
        Collisions.NoHuman(draft, conversation, messageId);
        End(draft, draft.Root(conversation.Id), hold => hold.CausedBy == messageId);
        if (conversation.Looked.FirstOrDefault(looked => looked.MessageId == messageId) is not { } mistaken)
            return;

        var after = draft.Root(conversation.Id);
        after = after with { Looked = after.Looked.Without(looked => looked == mistaken) };
        draft.Put(after);
        HoldForReview(draft, after, mistaken.Item);
    }

    /// <summary>The conversation is the bots' again: by command, by time, or because the hold was a mistake.</summary>
    public static void HandBack(Draft draft, Conversation conversation)
    {
        if (conversation.Hold is null)
            return;

        draft.Put(conversation with { Hold = null, Revision = conversation.Revision + 1 });
        draft.Do(new Effect.TellConversation(conversation.Id));
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
    }

    /// <summary>A person hands back, and has looked at everything by that.</summary>
    public static void HandBackBy(Draft draft, Conversation conversation)
    {
        draft.Put(conversation with { Looked = default });
        HandBack(draft, draft.Root(conversation.Id));
    }

    /// <summary>The timer of a hold came due: it ends, unless it was prolonged meanwhile.</summary>
    public static void OnTimer(Draft draft, string conversationId)
    {
        var conversation = draft.Root(conversationId);
        if (conversation.Hold is { } hold && hold.IsActiveAt(draft.Now))
        {
            SetTimer(draft, conversation.Id, hold);
            return;
        }

        HandBack(draft, conversation with { Looked = Looked.After(conversation) });
    }

    /// <summary>A conversation came to its hold by another way than somebody speaking: it ends by time all the same.
    /// </summary>
    public static void KeepHold(Draft draft, Conversation conversation)
    {
        if (conversation.Hold is { } hold)
            SetTimer(draft, conversation.Id, hold);
    }

    /// <summary>The name of a conversation's hold timer.</summary>
    public static string TimerName(string conversationId) => $"hold/{conversationId}";

    private static void End(Draft draft, Conversation conversation, Func<Hold, bool> isOver)
    {
        if (conversation.Hold?.All().Any(isOver) != true)
            return;

        if (conversation.Hold.Without(isOver, draft.Now) is { } left)
            Put(draft, conversation, left);
        else
            HandBack(draft, conversation);
    }

    private static void Put(Draft draft, Conversation conversation, Hold hold)
    {
        draft.Put(conversation with { Hold = hold, Revision = conversation.Revision + 1 });
        SetTimer(draft, conversation.Id, hold);
        draft.Do(new Effect.TellConversation(conversation.Id));
    }

    private static void SetTimer(Draft draft, string conversationId, Hold hold)
    {
        if (hold.End is { } end)
            draft.Make(new Deciding.Timer(TimerName(conversationId), end));
    }
}
