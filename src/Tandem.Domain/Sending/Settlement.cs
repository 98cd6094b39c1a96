using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Pacing;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Sending;

/// <summary>Learns what became of sends that left: from answers, lost answers and statuses with our mark.</summary>
/// <remarks>The Cloud API has no idempotency key: what may have left is never sent again (P5).</remarks>
internal static class Settlement
{
    /// <summary>How long the first status of an accepted send may take before a person is told.</summary>
    /// <remarks>
    /// Meta names no time. Statuses come within seconds while all is well; retries of a webhook that failed once come
    /// within minutes.
    /// </remarks>
    public static readonly TimeSpan SentWithin = TimeSpan.FromMinutes(30);

    public static void Accepted(Draft draft, Input.SendAccepted accepted)
    {
        var send = Answered(draft, accepted.SendId);
        if (send is null)
            return;

        var home = Threads.Of(draft, accepted.Peer, draft.Now.ToUnixTimeSeconds(), send.ConversationId);
        PaceDesk.Taken(draft);
        Name(draft, send, accepted.Wamid);
        draft.Put(draft.FindSend(send.Id)! with
        {
            State = SendState.Accepted,
            Wamid = accepted.Wamid,
            Answer = accepted.Answer,
            Refusal = null,
            SettledBy = null,
        });
        Settle(draft, send, message => message with
        {
            Stage = message.Stage ?? Stage.Accepted,
            IsUnknown = false,
            IsDenied = false,
            Peer = message.Peer.Or(accepted.Peer),
            ConversationId = MessageFold.Filed(draft, message, home)!.ConversationId,
        });
        if (draft.FindMessage(send.MessageId!) is { Stage: Stage.Accepted } message)
            draft.Make(new Deciding.Timer(SentTimer(message.Id), draft.Now + SentWithin));
    }

    /// <summary>The time is over within which a status should have said that an accepted message left.</summary>
    public static void WasNotSent(Draft draft, string messageId)
    {
        draft.Subject = messageId;
        if (draft.FindMessage(messageId) is not { Stage: Stage.Accepted, SameAs: null } message)
            return;

        if (draft.HasMissedPartOf(SentWithin, SentTimer(messageId)))
            return;

        draft.Put(message with { IsOverdue = true });
        draft.Do(new Effect.TellMessage(messageId, IsNew: false));
    }

    /// <summary>The name of the timer that waits for the first status of a message.</summary>
    public static string SentTimer(string messageId) => $"sent/{messageId}";

    public static void Rejected(Draft draft, Input.SendRejected rejected)
    {
        var send = Answered(draft, rejected.SendId);
        if (send is null || (send.State == SendState.Accepted && !Uncertainty.IsByWord(send)))
            return;

        if (send.State == SendState.Released && Postponement.Applies(draft, send, rejected.Failure.Code))
        {
            Postponement.PutBack(draft, send, rejected);
            return;
        }

        draft.Put(send with
        {
            State = SendState.Rejected,
            Answer = rejected.Answer,
            Refusal = new Refusal(Refusal.RejectedByMeta, MetaCode: rejected.Failure.Code),
            SettledBy = null,
        });
        Settle(draft, send, message => message with
        {
            Stage = message.Stage is null or Stage.Accepted ? Stage.Failed : message.Stage,
            Failure = message.Failure ?? rejected.Failure,
            IsUnknown = false,
            IsDenied = false,
        });
        if (Collisions.IsProgram(send.Lane))
            Collisions.NoProgram(draft, draft.Root(send.ConversationId), send.MessageId!);
        if (rejected.DoubtsLink)
            LinkInquiries.Doubt(draft);
    }

    public static void Lost(Draft draft, Input.AnswerLost lost)
    {
        var send = Answered(draft, lost.SendId);
        if (send is null || send.State is SendState.Accepted or SendState.Unknown || Uncertainty.IsDenied(send))
            return;

        draft.Put(send with
        {
            State = SendState.Unknown,
            Answer = lost.Answer,
            Refusal = new Refusal(Refusal.NoAnswer),
        });
        Settle(draft, send, message => message with { IsUnknown = message.Stage is null });
        Uncertainty.Watch(draft, send.Id);
    }

    /// <summary>A status carried our mark: the send left, whatever its answer said or did not say.</summary>
    /// <returns>Whether that was news.</returns>
    public static bool ByStatus(Draft draft, string sendId)
    {
        var send = draft.FindSend(sendId)!;
        if (Postponement.Waits(send))
            Postponement.Overtaken(draft, send);
        else if (send.State is not (SendState.Released or SendState.Unknown) && !Uncertainty.IsDenied(send))
            return false;

        // It stands for the answer too, which may never come (a crash) or be past reading: the wire is free again.
        LeaveWire(draft, send);
        draft.Put(send with { State = SendState.Accepted, Answer = null, Refusal = null, SettledBy = null });
        draft.Do(new Effect.TellSend(sendId));
        return true;
    }

    /// <summary>Gives a send's message its wamid; a row that an echo or status made before is taken in.</summary>
    public static void Name(Draft draft, Send send, string wamid)
    {
        var own = draft.FindMessage(send.MessageId!)!;
        var other = draft.FindByWamid(wamid);
        if (other?.SendId is not null)
            return; // named already, or another send's: one wamid is one message

        var named = own with { Wamid = own.Wamid ?? wamid };
        if (other is not null)
        {
            named = TakeIn(named, other);
            draft.Put(new Message(other.Id, other.Place, other.ConversationId) { SameAs = own.Id });
            MessageGaps.Dissolve(draft, other);
            draft.Do(new Effect.TellGone(other.Id, own.Id));
            draft.Settled += other.Waiting;
            var conversation = Threads.Of(
                draft, PeerKeys.None, own.At, own.ConversationId, MessageFold.Home(other));
            Gate.NobodySpoke(draft, conversation, other.Id); // it was our own echo: nobody took over
        }

        draft.Put(new WamidLink(wamid, own.Id));
        draft.Put(named);
        draft.Put(draft.FindSend(send.Id)! with { Wamid = named.Wamid });
    }

    private static Send? Answered(Draft draft, string sendId)
    {
        draft.Subject = sendId;
        if (draft.FindSend(sendId) is not { } send)
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = "an answer to a send that is not stored";
            return null;
        }

        if (LeaveWire(draft, send) || send.State == SendState.Unknown || Uncertainty.IsByWord(send))
            return send; // in time, or late: then it settles what was open

        draft.Outcome = Outcome.Duplicate;
        return null;
    }

    // The wire is free again: first for a conversation that waited for room, then for this one's next send.
    private static bool LeaveWire(Draft draft, Send send)
    {
        var conversation = draft.Root(send.ConversationId);
        if (!conversation.OnWire.Contains(send.Id))
            return false;

        draft.Put(conversation with { OnWire = conversation.OnWire.Without(id => id == send.Id) });
        draft.Put(draft.Number with { OnWire = draft.Number.OnWire - 1 });
        PaceDesk.PassOn(draft);
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
        return true;
    }

    /// <summary>What became of a send is known of its message too; caller and subscribers are told.</summary>
    public static void Settle(Draft draft, Send send, Func<Message, Message> learn)
    {
        var message = learn(draft.FindMessage(send.MessageId!)!);
        draft.Put(message);
        draft.Do(new Effect.TellSend(send.Id));
        draft.Do(new Effect.TellMessage(message.Id, IsNew: false));
    }

    private static Message TakeIn(Message own, Message other) => own with
    {
        Peer = own.Peer.Or(other.Peer),
        HeardAt = other.IsOnlyNamed ? own.HeardAt : Math.Min(own.HeardAt, other.HeardAt),
        SaidAt = other.SaidAt < own.SaidAt ? other.SaidAt : own.SaidAt,
        RepliesTo = own.RepliesTo ?? other.RepliesTo,
        Stage = MessageFold.Further(own.Stage, other.Stage),
        StageTimes = other.StageTimes.Aggregate(own.StageTimes, StatusFold.Earliest),
        Failure = StatusFold.Pick(own.Failure, other.Failure),
        Edit = Edit.Later(own.Edit, other.Edit),
        IsRevoked = own.IsRevoked || other.IsRevoked,
        Reactions = own.Reactions.Count > 0 ? own.Reactions : other.Reactions, // nobody reacts to what has no wamid
        About = own.About ?? other.About,
        TookIn = own.TookIn.With(other.Id),
        IsUnknown = own.IsUnknown && other.Stage is null,
        IsDenied = own.IsDenied && other.Stage is null,
        IsOverdue = own.IsOverdue && !(other.Stage > Stage.Accepted),
    };
}
