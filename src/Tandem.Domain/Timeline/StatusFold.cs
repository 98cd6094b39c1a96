using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;

namespace Tandem.Domain.Timeline;

/// <summary>Folds status reports into messages. They only climb; one without a message proves another sender.</summary>
internal static class StatusFold
{
    public static void See(Draft draft, Input.StatusSeen seen)
    {
        var send = seen.SendId is { } id ? draft.FindSend(id) : null;
        if (send?.MessageId is not null)
            Settlement.Name(draft, send, seen.Wamid); // our mark: the wamid is this send's, whatever the answer was

        var known = draft.FindByWamid(seen.Wamid);
        if (known is null && seen.Recipient.IsEmpty)
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = "a status of an unknown message that names no recipient";
            return;
        }

        // A report is about its message, and goes where that stands, whoever it names.
        var recipient = Threads.Contradicts(draft, known, seen.Recipient) ? PeerKeys.None : seen.Recipient;
        var home = MessageFold.Home(known) ?? (recipient.IsEmpty ? known?.ConversationId : null);
        var conversation = Threads.Of(draft, recipient, Math.Min(known?.At ?? seen.At, seen.At), home);
        var before = MessageFold.Filed(draft, known, conversation)
            ?? MessageFold.Begin(draft, seen.Wamid, conversation.Id, seen.At);
        var after = Fold(before, seen with { Recipient = recipient });
        draft.Subject = after.Id;
        if (before.Stage == Stage.Accepted && after.Stage > Stage.Accepted)
            draft.Delete(RowRef.Timer(Settlement.SentTimer(after.Id)));
        draft.Settled += before.Waiting;
        var hasChanged = draft.Put(after) || known is null;
        if (send is not null && Settlement.ByStatus(draft, send.Id))
            hasChanged = true;

        if (seen.Stage == Stage.Sent)
        {
            var settled = draft.Root(conversation.Id); // what was settled above may have changed it
            var lastAt = Conversation.Latest(settled.LastMessageAt, seen.At);
            hasChanged |= draft.Put(settled with { LastMessageAt = lastAt });
        }

        if (!hasChanged)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        draft.Do(new Effect.TellMessage(after.Id, IsNew: known is null || !known.IsOnTimeline));
    }

    /// <summary>When each stage was first reported, with one more report.</summary>
    public static ValueList<StageTime> Earliest(ValueList<StageTime> times, StageTime time)
    {
        if (times.Any(known => known.Stage == time.Stage && known.At <= time.At))
            return times;
        return new([.. times.Where(known => known.Stage != time.Stage).Append(time).OrderBy(known => known.Stage)]);
    }

    /// <summary>Of two failures the one with the lower code: any choice does that is the same in any order.</summary>
    public static Failure? Pick(Failure? a, Failure? b) => a is null ? b : b is null || a.Code <= b.Code ? a : b;

    private static Message Fold(Message before, Input.StatusSeen seen) => before with
    {
        Peer = before.Peer.Or(seen.Recipient),
        Direction = before.Direction ?? Direction.Out,
        Origin = before.Origin == Origin.Unseen ? Origin.OtherApi : before.Origin,
        HeardAt = Math.Min(before.HeardAt, seen.At),
        Stage = MessageFold.Further(before.Stage, seen.Stage),
        StageTimes = Earliest(before.StageTimes, new StageTime(seen.Stage, seen.At)),
        Failure = Pick(before.Failure, seen.Failure),
        IsUnknown = false,
        IsDenied = false,
        IsOverdue = before.IsOverdue && seen.Stage < Stage.Sent,
        Waiting = 0,
    };
}
