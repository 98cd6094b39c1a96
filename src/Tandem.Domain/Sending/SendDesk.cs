using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Sending;

/// <summary>Takes requests to send, lets them go one by one, and learns what became of them.</summary>
/// <remarks>The Cloud API has no idempotency key: what may have left is never sent again (P5).</remarks>
internal static class SendDesk
{
    public static void Ask(Draft draft, SendDraft asked)
    {
        var key = asked.IdempotencyKey is { } own ? $"{asked.Sender}/{own}" : null;
        if (key is not null && StandingFor(draft, key) is { } first)
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Subject = first.Id;
            return;
        }

        var conversation = Threads.Of(draft, asked.To);
        var send = Begin(draft, asked, conversation.Id);
        draft.Subject = send.Id;
        if (key is not null)
            draft.Make(new IdempotencyLink(key, send.Id));
        draft.Do(new Effect.TellSend(send.Id));

        var refusal = Gate.Check(draft.Around.Rules, conversation, send.Lane, draft.Now);
        if (refusal is not null && send.Lane == SendLane.Bot)
        {
            draft.Make(send with { State = SendState.Refused, Refusal = refusal });
            return;
        }

        draft.Make(send with { Refusal = refusal });
        var queued = new QueuedSend(send.Id, send.Lane, send.Made);
        draft.Put(conversation with { Queue = QueuedSend.InOrder(conversation.Queue.Append(queued)) });
        if (send.ExpiresAt is { } expires)
            draft.Make(new Deciding.Timer(ExpiryTimer(send.Id), expires));
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
    }

    /// <summary>Lets the first of a conversation's queue go, if nothing forbids it now.</summary>
    public static void Turn(Draft draft, string conversationId)
    {
        var conversation = draft.Root(conversationId);
        if (conversation.OnWire.Count == 0 && conversation.Queue.Count > 0)
            Next(draft, conversation);
        PassOnRoom(draft); // a turn that used none must not keep it from others
    }

    public static void Withdraw(Draft draft, string sendId, string code)
    {
        draft.Subject = sendId;
        if (draft.FindSend(sendId) is not { State: SendState.Queued } send)
        {
            draft.Outcome = Outcome.Duplicate; // too late: it has left, or it ended before
            return;
        }

        Drop(draft, draft.Root(send.ConversationId),
            send with { State = SendState.Withdrawn, Refusal = new Refusal(code) });
    }

    public static void Accepted(Draft draft, Input.SendAccepted accepted)
    {
        var send = Answered(draft, accepted.SendId);
        if (send is null)
            return;

        Threads.Of(draft, accepted.Peer, send.ConversationId);
        Name(draft, send, accepted.Wamid);
        draft.Put(draft.FindSend(send.Id)! with
        {
            State = SendState.Accepted,
            Wamid = accepted.Wamid,
            Answer = accepted.Answer,
            Refusal = null,
        });
        Settle(draft, send, message => message with
        {
            Stage = message.Stage ?? Stage.Accepted,
            IsUnknown = false,
            Peer = message.Peer.Or(accepted.Peer),
        });
    }

    public static void Rejected(Draft draft, Input.SendRejected rejected)
    {
        var send = Answered(draft, rejected.SendId);
        if (send is null || send.State == SendState.Accepted)
            return;

        draft.Put(send with
        {
            State = SendState.Rejected,
            Answer = rejected.Answer,
            Refusal = new Refusal("rejected_by_meta", MetaCode: rejected.Failure.Code),
        });
        Settle(draft, send, message => message with
        {
            Stage = message.Stage ?? Stage.Failed,
            Failure = message.Failure ?? rejected.Failure,
            IsUnknown = false,
        });
    }

    public static void Lost(Draft draft, Input.AnswerLost lost)
    {
        var send = Answered(draft, lost.SendId);
        if (send is null || send.State is SendState.Accepted or SendState.Unknown)
            return;

        draft.Put(send with
        {
            State = SendState.Unknown,
            Answer = lost.Answer,
            Refusal = new Refusal("no_answer"),
        });
        Settle(draft, send, message => message with { IsUnknown = message.Stage is null });
    }

    /// <summary>A status carried our mark: the send left, whatever its answer said or did not say.</summary>
    /// <returns>Whether that was news.</returns>
    public static bool SettleByStatus(Draft draft, string sendId)
    {
        var send = draft.FindSend(sendId)!;
        if (send.State is not (SendState.Released or SendState.Unknown))
            return false;

        draft.Put(send with { State = SendState.Accepted, Refusal = null });
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
            draft.Delete(other.Ref);
            draft.Do(new Effect.TellGone(other.Id, own.Id));
            draft.Settled += other.Waiting;
            var conversation = Threads.Of(draft, PeerKeys.None, own.ConversationId, other.ConversationId);
            Gate.Lift(draft, conversation, other.Id); // it was our own echo: nobody took over
        }

        draft.Put(new WamidLink(wamid, own.Id));
        draft.Put(named);
        draft.Put(draft.FindSend(send.Id)! with { Wamid = named.Wamid });
    }

    /// <summary>The name of a send's expiry timer.</summary>
    public static string ExpiryTimer(string sendId) => $"expire/{sendId}";

    // Of a send that we refused or took back nothing went out: its key is free, and asking again is a new request.
    private static Send? StandingFor(Draft draft, string key) =>
        draft.Find<IdempotencyLink>(RowRef.Idempotency(key)) is { } link
        && draft.FindSend(link.SendId) is { State: not (SendState.Refused or SendState.Withdrawn) } first
            ? first
            : null;

    private static Send Begin(Draft draft, SendDraft asked, string conversationId) =>
        new(draft.Around.Id, draft.Around.Position)
        {
            State = SendState.Queued,
            ConversationId = conversationId,
            To = asked.To,
            Lane = asked.Lane,
            Sender = asked.Sender,
            Edge = asked.Edge,
            Type = asked.Type,
            Body = asked.Body,
            CallerMark = asked.CallerMark,
            IdempotencyKey = asked.IdempotencyKey,
            RequestedAt = draft.Now,
            Waiter = asked.Waiter,
            ExpiresAt = asked.ExpiresAt,
            RepliesTo = asked.RepliesTo,
        };

    private static void Next(Draft draft, Conversation conversation)
    {
        var send = draft.FindSend(conversation.Queue[0].SendId)!;
        draft.Subject = send.Id;
        if (WhyNotWaitedFor(draft, send) is { } code)
        {
            Drop(draft, conversation, send with { State = SendState.Withdrawn, Refusal = new Refusal(code) });
            return;
        }

        if (Gate.Check(draft.Around.Rules, conversation, send.Lane, draft.Now) is { } refusal)
        {
            if (send.Lane == SendLane.Bot)
                Drop(draft, conversation, send with { State = SendState.Refused, Refusal = refusal });
            else if (draft.Put(send with { Refusal = refusal }))
                draft.Do(new Effect.TellSend(send.Id));
            return; // the end of the hold gives it the next turn
        }

        if (draft.Number.OnWire >= NumberState.MostOnWire)
            WaitForRoom(draft, conversation.Id);
        else
            Release(draft, conversation, send);
    }

    // A send whose caller is gone must not go out behind its back.
    private static string? WhyNotWaitedFor(Draft draft, Send send)
    {
        if (send.ExpiresAt <= draft.Now)
            return "expired";
        if (send.Waiter is not { } waiter)
            return null;
        if (waiter.Process != draft.Around.Process)
            return "restarted";
        return waiter.Until <= draft.Now ? "wait_over" : null;
    }

    private static void Drop(Draft draft, Conversation conversation, Send ended)
    {
        draft.Put(ended);
        draft.Delete(RowRef.Timer(ExpiryTimer(ended.Id)));
        draft.Put(conversation with { Queue = conversation.Queue.Without(queued => queued.SendId == ended.Id) });
        draft.Do(new Effect.TellSend(ended.Id));
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
    }

    private static void Release(Draft draft, Conversation conversation, Send send)
    {
        var second = draft.Now.ToUnixTimeSeconds();
        var message = new Message(draft.Around.Id, draft.Around.Position, conversation.Id)
        {
            Peer = send.To,
            Direction = Direction.Out,
            Origin = Origin.Api,
            Via = Via.Live,
            SentBy = send.Sender,
            SendId = send.Id,
            SaidAt = second,
            HeardAt = second,
            Content = new Content(send.Type, send.Body, ContentRank.Full, ErrorCode: null),
            RepliesTo = send.RepliesTo,
        };
        var after = conversation with
        {
            Queue = conversation.Queue.Without(queued => queued.SendId == send.Id),
            OnWire = new(send.Id),
            LastMessageAt = Conversation.Latest(conversation.LastMessageAt, second),
            Unread = 0,
        };
        draft.Make(message);
        draft.Put(send with
        {
            State = SendState.Released,
            ReleasedAt = draft.Now,
            MessageId = message.Id,
            Refusal = null,
        });
        draft.Delete(RowRef.Timer(ExpiryTimer(send.Id)));
        draft.Put(draft.Number with { OnWire = draft.Number.OnWire + 1 });
        draft.Put(after);
        draft.Do(new Effect.CallGraph(send.Id));
        draft.Do(new Effect.TellMessage(message.Id, IsNew: true));
        draft.Do(new Effect.TellSend(send.Id));
        draft.Do(new Effect.TellConversation(conversation.Id));
        if (send.Lane == SendLane.Human)
            Gate.HumanSpoke(draft, after, send.Sender, message.Id);
    }

    private static void WaitForRoom(Draft draft, string conversationId)
    {
        var waiting = draft.Number.Waiting.Without(id => id == conversationId).With(conversationId);
        draft.Put(draft.Number with { Waiting = waiting });
    }

    private static void PassOnRoom(Draft draft)
    {
        if (draft.Number is not { OnWire: < NumberState.MostOnWire, Waiting: [var first, ..] } number)
            return;

        draft.Put(number with { Waiting = new([.. number.Waiting.Skip(1)]) });
        draft.Do(new Effect.DecideNext(new Input.TurnCame(first)));
    }

    // The wire is free again: first for a conversation that waited for room, then for this one's next send.
    private static Send? Answered(Draft draft, string sendId)
    {
        draft.Subject = sendId;
        if (draft.FindSend(sendId) is not { } send)
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = "an answer to a send that is not stored";
            return null;
        }

        var conversation = draft.Root(send.ConversationId);
        if (!conversation.OnWire.Contains(sendId))
        {
            if (send.State == SendState.Unknown)
                return send; // late, but it settles what was open

            draft.Outcome = Outcome.Duplicate;
            return null;
        }

        draft.Put(conversation with { OnWire = conversation.OnWire.Without(id => id == sendId) });
        draft.Put(draft.Number with { OnWire = draft.Number.OnWire - 1 });
        PassOnRoom(draft);
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
        return send;
    }

    private static void Settle(Draft draft, Send send, Func<Message, Message> learn)
    {
        var message = learn(draft.FindMessage(send.MessageId!)!);
        draft.Put(message);
        draft.Do(new Effect.TellSend(send.Id));
        draft.Do(new Effect.TellMessage(message.Id, IsNew: false));
    }

    private static Message TakeIn(Message own, Message other) => own with
    {
        Peer = own.Peer.Or(other.Peer),
        HeardAt = Math.Min(own.HeardAt, other.HeardAt),
        SaidAt = other.SaidAt < own.SaidAt ? other.SaidAt : own.SaidAt,
        RepliesTo = own.RepliesTo ?? other.RepliesTo,
        Stage = MessageFold.Further(own.Stage, other.Stage),
        StageTimes = other.StageTimes.Aggregate(own.StageTimes, StatusFold.Earliest),
        Failure = StatusFold.Pick(own.Failure, other.Failure),
        Edit = Edit.Later(own.Edit, other.Edit),
        IsRevoked = own.IsRevoked || other.IsRevoked,
        Reactions = own.Reactions.Count > 0 ? own.Reactions : other.Reactions, // nobody reacts to what has no wamid
        About = own.About ?? other.About,
        IsUnknown = own.IsUnknown && other.Stage is null,
    };
}
