using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;

namespace Tandem.Domain.Timeline;

/// <summary>Folds edits, deletions and reactions into the message they are about, which may not have been seen yet.</summary>
internal static class ChangeFold
{
    public static void See(Draft draft, Input.ChangeSeen seen)
    {
        var known = draft.FindByWamid(seen.Wamid);
        var target = draft.FindByWamid(seen.About);
        var conversation = Threads.Of(draft, seen.Peer, known?.ConversationId, target?.ConversationId);
        target ??= MessageFold.Begin(draft, seen.About, conversation.Id, seen.At, isSecond: true);

        draft.Subject = target.Id;
        var mustWait = target.Origin == Origin.Unseen;
        if (known is { SaidAt: not null })
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        RecordEvent(draft, known, target, conversation, seen);
        var changed = Apply(target, seen) with
        {
            HeardAt = Math.Min(target.HeardAt, seen.At),
            Waiting = target.Waiting + (mustWait ? 1 : 0),
        };
        draft.Put(changed);
        draft.Outcome = mustWait ? Outcome.Waiting : Outcome.Applied;
        draft.Reason = mustWait ? "the message it is about has not been seen" : null;
        if (changed.IsOnTimeline)
            draft.Do(new Effect.TellMessage(changed.Id, IsNew: false));
    }

    // The event has a wamid of its own, and a row, so that its repetition is known as one.
    private static void RecordEvent(
        Draft draft, Message? known, Message target, Conversation conversation, Input.ChangeSeen seen)
    {
        var row = known ?? MessageFold.Begin(draft, seen.Wamid, conversation.Id, seen.At);
        draft.Put(row with
        {
            Peer = seen.Peer,
            Direction = seen.Direction,
            Origin = seen.Direction == Direction.In ? Origin.Customer : Origin.App,
            Via = seen.Via,
            SaidAt = seen.At,
            Content = seen.Content,
            About = target.Id,
        });
    }

    private static Message Apply(Message target, Input.ChangeSeen seen) => seen.Change switch
    {
        MessageChange.Edited edited =>
            target with { Edit = Edit.Later(target.Edit, new Edit(seen.At, seen.Wamid, edited.Json)) },
        MessageChange.Revoked => target with { IsRevoked = true },
        MessageChange.Reacted reacted => target with { Reactions = React(target.Reactions, seen, reacted.Emoji) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ValueList<Reaction> React(ValueList<Reaction> reactions, Input.ChangeSeen seen, string emoji)
    {
        var by = seen.Direction == Direction.In ? "customer" : "business";
        var fresh = new Reaction(by, seen.At, seen.Wamid, emoji);
        var known = reactions.FirstOrDefault(reaction => reaction.By == by);
        if (known is not null && !IsLater(fresh, known))
            return reactions;

        return new([.. reactions.Where(r => r.By != by).Append(fresh).OrderBy(r => r.By, StringComparer.Ordinal)]);
    }

    private static bool IsLater(Reaction a, Reaction b) =>
        a.At != b.At ? a.At > b.At : string.CompareOrdinal(a.EventWamid, b.EventWamid) > 0;
}
