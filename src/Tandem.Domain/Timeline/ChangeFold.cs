using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;

namespace Tandem.Domain.Timeline;

/// <summary>Folds edits, deletions and reactions into the message they are about, which may come later.</summary>
internal static class ChangeFold
{
    public static void See(Draft draft, Input.ChangeSeen seen)
    {
        if (seen.About == seen.Wamid)
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = "an event about itself";
            return;
        }

        var known = draft.FindByWamid(seen.Wamid);
        var target = draft.FindByWamid(seen.About);
        if (MessageFold.IsOfAnother(draft, known, seen.Peer) || MessageFold.IsOfAnother(draft, target, seen.Peer))
            return;

        var conversation = Threads.Of(
            draft, seen.Peer, seen.At, MessageFold.Home(known), MessageFold.Home(target));
        known = MessageFold.Filed(draft, known, conversation);
        target = MessageFold.Filed(draft, target, conversation)
            ?? MessageFold.Begin(draft, seen.About, conversation.Id, seen.At, isSecond: true);
        var isNew = known?.About is null;
        var mustWait = isNew && target.Origin == Origin.Unseen;

        draft.Subject = target.Id;
        var hasMoreOfEvent = RecordEvent(draft, known, conversation, seen);
        var changed = Apply(target, seen) with
        {
            Peer = target.Peer.Or(seen.Peer), // what is only spoken of goes where that goes
            HeardAt = Math.Min(target.HeardAt, seen.At),
            Waiting = target.Waiting + (mustWait ? 1 : 0),
        };
        if (!draft.Put(changed) && !hasMoreOfEvent)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        draft.Outcome = mustWait ? Outcome.Waiting : Outcome.Applied;
        draft.Reason = mustWait ? "the message it is about has not been seen" : null;
        if (changed.IsOnTimeline)
            draft.Do(new Effect.TellMessage(changed.Id, IsNew: false));
        if (known is { IsOnTimeline: true })
            draft.Do(new Effect.TellGone(known.Id, changed.Id)); // a stand-in, or what we sent, proved to be an event
    }

    // The event has a wamid of its own, and a row, so that its repetition is known as one.
    private static bool RecordEvent(
        Draft draft, Message? known, Conversation conversation, Input.ChangeSeen seen)
    {
        var row = known ?? MessageFold.Begin(draft, seen.Wamid, conversation.Id, seen.At);
        draft.Settled += row.Waiting;
        var origin = MessageFold.Stronger(row.Origin, seen.Direction == Direction.In ? Origin.Customer : Origin.App);
        return draft.Put(row with
        {
            Peer = row.Peer.Or(seen.Peer),
            Direction = origin == Origin.Customer ? Direction.In : Direction.Out,
            Origin = origin,
            Via = MessageFold.Stronger(row.Via, seen.Via),
            SaidAt = Math.Min(row.SaidAt ?? seen.At, seen.At),
            HeardAt = Math.Min(row.HeardAt, seen.At),
            Content = origin == Origin.Api ? row.Content : Content.Better(row.Content, seen.Content),
            About = row.About ?? seen.About,
            Waiting = 0,
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
