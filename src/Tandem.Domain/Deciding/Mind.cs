using System.Diagnostics;
using Tandem.Domain.Arrivals;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Media;
using Tandem.Domain.Pacing;
using Tandem.Domain.Privacy;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Deciding;

/// <summary>The hub's mind: what to make of each input of a number. No I/O, no clock, no chance.</summary>
public static class Mind
{
    /// <summary>The rows that deciding this input still wants; fill them in and ask again, until it is empty.</summary>
    public static IReadOnlyCollection<RowRef> Needs(Input input, Slice slice) => new Wants(slice).Of(input);

    /// <summary>Decides one input.</summary>
    /// <param name="slice">Every row that <see cref="Needs"/> named, present or absent.</param>
    /// <param name="input">What happened.</param>
    /// <param name="around">Time, place and rules.</param>
    public static Decision Decide(Slice slice, Input input, Surroundings around)
    {
        var draft = new Draft(slice, around) { Wamid = WamidOf(input) };
        Fold(draft, input);
        Arrival.Note(draft, input);
        return draft.Finish();
    }

    private static void Fold(Draft draft, Input input)
    {
        switch (input)
        {
            case Input.MessageSeen seen:
                MessageFold.See(draft, seen);
                break;
            case Input.ChangeSeen seen:
                ChangeFold.See(draft, seen);
                break;
            case Input.StatusSeen seen:
                StatusFold.See(draft, seen);
                break;
            case Input.ContactSeen seen:
                AddressBook.See(draft, seen);
                break;
            case Input.ItemUnreadable unreadable:
                Gate.HoldForReview(
                    draft, Threads.Of(draft, unreadable.Peer, draft.Now.ToUnixTimeSeconds()), unreadable.Item);
                break;
            case Input.ItemRead read:
                Gate.EndReview(draft, Threads.Of(draft, read.Peer, draft.Now.ToUnixTimeSeconds()), read.Item);
                break;
            case Input.PeerChanged changed:
                Succession.See(draft, changed);
                break;
            case Input.LinkHeard heard:
                LinkFold.Hear(draft, heard);
                break;
            case Input.LinkAsked asked:
                LinkInquiries.Ask(draft, asked.Cause);
                break;
            case Input.LinkAnswered answered:
                LinkInquiries.Answer(draft, answered);
                break;
            case Input.SyncAsked asked:
                SyncDesk.Ask(draft, asked);
                break;
            case Input.SyncAnswered answered:
                SyncDesk.Answer(draft, answered);
                break;
            case Input.HistoryDeclined declined:
                PastGaps.Decline(draft, declined.At);
                SyncDesk.Decline(draft);
                break;
            case Input.HistoryTold told:
                PastGaps.Came(draft, told.Progress, isNews: false);
                SyncDesk.PastCame(draft, told.Progress, told.Phase);
                break;
            case Input.Noted noted:
                draft.Reason = noted.What;
                if (noted.Peer is { } person && PrivacyDesk.IsPrivate(draft, person))
                    draft.Conceal();
                break;
            case Input.SendAsked asked:
                SendDesk.Ask(draft, asked.Draft);
                break;
            case Input.TurnCame came:
                SendDesk.Turn(draft, came.ConversationId, came.IsCalled);
                break;
            case Input.SendWithdrawn withdrawn:
                SendDesk.Withdraw(draft, withdrawn.SendId, withdrawn.Code);
                break;
            case Input.SendAccepted accepted:
                Settlement.Accepted(draft, accepted);
                break;
            case Input.SendRejected rejected:
                Settlement.Rejected(draft, rejected);
                break;
            case Input.AnswerLost lost:
                Settlement.Lost(draft, lost);
                break;
            case Input.SendJudged judged:
                Uncertainty.Judge(draft, judged);
                break;
            case Input.TimerDue due:
                OnTimer(draft, due.Name);
                break;
            case Input.TakenOver taken:
                Gate.TakeBy(draft, draft.Root(taken.ConversationId), taken.By, taken.Until);
                break;
            case Input.CalledAutomatic called:
                CallAutomatic(draft, called.MessageId);
                break;
            case Input.HandedBack handed:
                Gate.HandBackBy(draft, draft.Root(handed.ConversationId));
                break;
            case Input.GapClosed closed:
                CloseGap(draft, closed);
                break;
            case Input.MarkedPrivate marked:
                PrivacyDesk.Mark(draft, marked);
                break;
            case Input.ContentsSwept swept:
                PrivacyDesk.Sweep(draft, swept);
                break;
            case Input.ConversationSplit split:
                Parting.Split(draft, split);
                break;
            case Input.ConversationsMerged merged:
                Parting.Merge(draft, merged);
                break;
            case Input.MessagesBrought brought:
                Filing.Bring(draft, brought);
                break;
            case Input.MediaKept kept:
                MediaDesk.Keep(draft, kept);
                break;
            case Input.MediaMissed missed:
                MediaDesk.Miss(draft, missed);
                break;
            case Input.MediaAsked asked:
                MediaDesk.Ask(draft, asked);
                break;
            case Input.MediaOutdated outdated:
                MediaDesk.Outdate(draft, outdated);
                break;
            case Input.MarkedRead read:
                MarkRead(draft, draft.Root(read.ConversationId));
                break;
            default:
                throw new UnreachableException(input.GetType().Name);
        }
    }

    private static string? WamidOf(Input input) => input switch
    {
        Input.MessageSeen seen => seen.Wamid,
        Input.ChangeSeen seen => seen.Wamid,
        Input.StatusSeen seen => seen.Wamid,
        Input.SendAccepted accepted => accepted.Wamid,
        Input.PeerChanged changed => changed.Wamid,
        _ => null,
    };

    private static void OnTimer(Draft draft, string name)
    {
        draft.Delete(RowRef.Timer(name));
        switch (name.Split('/', 2))
        {
            case ["hold", var conversationId]:
                Gate.OnTimer(draft, conversationId);
                break;
            case ["pair", var conversationId]:
                SendDesk.Turn(draft, conversationId);
                break;
            case [PaceDesk.TimerName]:
                PaceDesk.OnTimer(draft);
                break;
            case ["expire", var sendId]:
                SendDesk.Withdraw(draft, sendId, Refusal.Expired);
                break;
            case ["unknown", var sendId]:
                Uncertainty.OnSilence(draft, sendId);
                break;
            case ["sent", var messageId]:
                Settlement.WasNotSent(draft, messageId);
                break;
            case ["media" or "fetch", var messageId]:
                MediaDesk.OnTimer(draft, messageId);
                break;
            case ["sweep", var place]:
                PrivacyDesk.OnTimer(draft, place);
                break;
            case ["bring", var place]:
                Filing.OnTimer(draft, place);
                break;
            case [PastGaps.TimerName]:
                PastGaps.OnTimer(draft);
                break;
            case [LinkInquiries.TimerName]:
                LinkInquiries.OnTimer(draft);
                break;
            case [SilenceWatch.TimerName]:
                SilenceWatch.OnTimer(draft);
                break;
            case [SyncWatch.TimerName]:
                SyncWatch.OnTimer(draft);
                break;
            case ["sync", var what]:
                SyncDesk.OnTimer(draft, what);
                break;
            default:
                draft.Outcome = Outcome.SetAside;
                draft.Reason = $"a timer of an unknown kind: {name}";
                break;
        }
    }

    private static void CloseGap(Draft draft, Input.GapClosed closed)
    {
        draft.Subject = closed.GapId;
        if (draft.Find<Gap>(RowRef.Gap(closed.GapId)) is not { } gap)
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = "there is no such gap";
        }
        else if (gap.MessageId is { } messageId)
            MessageGaps.Close(draft, draft.FindMessage(messageId)!, closed.By);
        else
        {
            NumberGaps.Close(draft, gap, closed.By);
            SilenceWatch.Close(draft, gap);
        }
    }

    private static void CallAutomatic(Draft draft, string messageId)
    {
        draft.Subject = messageId;
        if (draft.FindMessage(messageId) is { Origin: Origin.App, SameAs: null } message)
            Gate.CallAutomatic(draft, message);
        else
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = "it is no message of the phone";
        }
    }

    private static void MarkRead(Draft draft, Conversation conversation)
    {
        if (draft.Put(conversation with { Unread = 0 }))
            draft.Do(new Effect.TellConversation(conversation.Id));
    }
}
