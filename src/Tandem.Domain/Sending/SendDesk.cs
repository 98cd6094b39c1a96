using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Pacing;
using Tandem.Domain.Privacy;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Sending;

/// <summary>Takes requests to send, and lets them go: one per conversation at a time, never past the gate.</summary>
/// <remarks>What has left never returns to a queue: <see cref="Settlement"/> learns what became of it (P5).</remarks>
internal static class SendDesk
{
    public static void Ask(Draft draft, SendDraft asked)
    {
        var key = asked.IdempotencyKey;
        if (key is not null && StandingFor(draft, key) is { } first)
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Subject = first.Id;
            return;
        }

        var conversation = Threads.Asked(draft, asked.To);
        if (conversation.Made == draft.Around.Position)
            conversation = PrivacyDesk.Open(draft, conversation); // whom the business writes to first is no stranger
        var send = Begin(draft, asked, conversation.Id);
        draft.Subject = send.Id;
        if (key is not null)
            draft.Make(new IdempotencyLink(key, send.Id));
        draft.Do(new Effect.TellSend(send.Id));

        var refusal = Gate.Check(draft.Around.Rules, conversation, send, draft.Now)
            ?? WindowGate.Check(conversation, send, draft.Now)
            ?? LinkGate.Check(draft);
        if (refusal?.IsFinalFor(send.Lane) == true)
        {
            draft.Make(send with { State = SendState.Refused, Refusal = refusal });
            return;
        }

        if (!HasRoom(draft, conversation, send.Lane))
        {
            var until = Paces.Forecast(
                draft.Number.Backlog, PaceDesk.PaceOf(draft), draft.Around.Rules, draft.Now);
            draft.Make(send with
            {
                State = SendState.Refused,
                Refusal = new Refusal(Refusal.QueueFull, Until: until),
            });
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
    /// <param name="draft">The decision.</param>
    /// <param name="conversationId">Which.</param>
    /// <param name="isCalled">It stood in the number's line, and is the next of it.</param>
    public static void Turn(Draft draft, string conversationId, bool isCalled = false)
    {
        var conversation = draft.Root(conversationId);
        if (conversation.OnWire.Count == 0 && conversation.Queue.Count > 0)
            Next(draft, conversation, isCalled);
        PaceDesk.PassOn(draft); // a turn that used no room must not keep it from others
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

    /// <summary>The name of a send's expiry timer.</summary>
    public static string ExpiryTimer(string sendId) => $"expire/{sendId}";

    // What was taken over is never refused later; so asking is where a queue ends. People get twice the room of
    // programs: they are few, and must not be kept out by those.
    private static bool HasRoom(Draft draft, Conversation conversation, SendLane lane)
    {
        var share = lane == SendLane.Human ? 2 : 1;
        return conversation.Queue.Count < Conversation.MostQueued * share
            && (draft.Number.Line.Count < NumberState.MostInLine * share
                || draft.Number.Line.Any(one => one.ConversationId == conversation.Id));
    }

    // Of a send that was refused, by us or by Graph, or taken back, nothing went out: its key is free, and asking again
    // is a new request.
    private static Send? StandingFor(Draft draft, string key) =>
        draft.Find<IdempotencyLink>(RowRef.Idempotency(key)) is { } link
        && draft.FindSend(link.SendId) is { } first
        && first.State is not (SendState.Refused or SendState.Withdrawn or SendState.Rejected)
            ? first
            : null;

    private static Send Begin(Draft draft, SendDraft asked, string conversationId) =>
        new(draft.Around.Id, draft.Around.Position)
        {
            State = SendState.Queued,
            ConversationId = conversationId,
            To = asked.To,
            Lane = asked.Lane,
            IsOwners = asked.IsOwners,
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
            Resends = asked.Resends,
        };

    private static void Next(Draft draft, Conversation conversation, bool isCalled)
    {
        var send = draft.FindSend(conversation.Queue[0].SendId)!;
        draft.Subject = send.Id;
        if (send.State != SendState.Queued)
        {
            LeaveQueue(draft, conversation, send.Id); // it ended elsewhere: nothing may release it again
            return;
        }

        if (WhyNotWaitedFor(draft, send) is { } code)
        {
            Drop(draft, conversation, send with { State = SendState.Withdrawn, Refusal = new Refusal(code) });
            return;
        }

        if ((Gate.Check(draft.Around.Rules, conversation, send, draft.Now)
                ?? WindowGate.Check(conversation, send, draft.Now)) is { } refusal)
        {
            if (refusal.IsFinalFor(send.Lane))
                Drop(draft, conversation, send with { State = SendState.Refused, Refusal = refusal });
            else
                Say(draft, send, refusal);
            return; // the end of the hold gives it the next turn
        }

        if (LinkGate.Check(draft) is { } parted)
            Part(draft, conversation, send, parted);
        else if (PaceDesk.PairOpenAt(conversation, draft.Now) is var openAt && openAt > draft.Now)
            WaitForPair(draft, conversation, send, openAt);
        else if (MustStandInLine(draft, send.Lane, isCalled))
            StandInLine(draft, conversation, send);
        else
            Release(draft, conversation, send);
    }

    // Who was called is past those who stand in line, and takes what is left for the most urgent.
    private static bool MustStandInLine(Draft draft, SendLane lane, bool isCalled) =>
        draft.Number.OnWire >= NumberState.MostOnWire
        || (!isCalled && Line.IsBehind(draft.Number.Line, lane))
        || PaceDesk.NumberOpenAt(draft, isCalled ? SendLane.Human : lane) > draft.Now;

    private static void StandInLine(Draft draft, Conversation conversation, Send send)
    {
        Stand(draft, conversation.Id, send.Lane);
        if (send.Refusal?.Code is Refusal.NumberPace or Refusal.PutBack)
            return; // it was said already, and the time it was told may have been too long, not too short

        var ahead = draft.Number.Line.TakeWhile(one => one.ConversationId != conversation.Id).Count();
        var wait = TimeSpan.FromSeconds((ahead + 1.0) / draft.Around.Rules.MessagesPerSecond);
        Say(draft, send, new Refusal(Refusal.NumberPace, Refusal.ByPace, draft.Now + wait) { Since = draft.Now });
    }

    private static void WaitForPair(Draft draft, Conversation conversation, Send send, DateTimeOffset openAt)
    {
        draft.Make(new Deciding.Timer(PaceDesk.PairTimer(conversation.Id), openAt));
        if (send.Refusal?.Code != Refusal.PutBack)
            Say(draft, send, new Refusal(Refusal.PairPace, Refusal.ByPace, openAt) { Since = draft.Now });
    }

    private static void Say(Draft draft, Send send, Refusal refusal)
    {
        if (draft.Put(send with { Refusal = refusal }))
            draft.Do(new Effect.TellSend(send.Id));
    }

    // What Meta would refuse does not go out: it waits for the link, or is refused where that is gone.
    private static void Part(Draft draft, Conversation conversation, Send send, Refusal refusal)
    {
        if (refusal.IsFinalFor(send.Lane))
        {
            Drop(draft, conversation, send with { State = SendState.Refused, Refusal = refusal });
            return;
        }

        Say(draft, send, refusal);
        Stand(draft, conversation.Id, send.Lane);
    }

    // A send whose caller is gone must not go out behind its back.
    private static string? WhyNotWaitedFor(Draft draft, Send send)
    {
        if (send.ExpiresAt <= draft.Now)
            return Refusal.Expired;
        if (send.Waiter is not { } waiter)
            return null;
        if (waiter.Process != draft.Around.Process)
            return Refusal.Restarted;
        return waiter.Until <= draft.Now ? Refusal.WaitOver : null;
    }

    private static void Drop(Draft draft, Conversation conversation, Send ended)
    {
        draft.Put(ended);
        Postponement.GiveUp(draft, ended);
        draft.Delete(RowRef.Timer(ExpiryTimer(ended.Id)));
        draft.Do(new Effect.TellSend(ended.Id));
        LeaveQueue(draft, conversation, ended.Id);
    }

    private static void LeaveQueue(Draft draft, Conversation conversation, string sendId)
    {
        draft.Put(conversation with { Queue = conversation.Queue.Without(queued => queued.SendId == sendId) });
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
    }

    private static void Release(Draft draft, Conversation conversation, Send send)
    {
        var second = draft.Now.ToUnixTimeSeconds();
        var message = MessageOf(draft, conversation, send, second);
        var isFirst = send.MessageId is null;
        var after = PaceDesk.Left(draft, conversation) with
        {
            Queue = conversation.Queue.Without(queued => queued.SendId == send.Id),
            OnWire = new(send.Id),
            LastMessageAt = Conversation.Latest(conversation.LastMessageAt, second),
            Unread = 0,
        };
        if (isFirst)
            draft.Make(message);
        else
            draft.Put(message);
        var observed = Gate.Note(draft.Around.Rules, conversation, send, draft.Now);
        if (observed is not null)
            draft.Put(draft.Number with { Observed = draft.Number.Observed + 1 });
        draft.Put(send with
        {
            Observed = observed,
            State = SendState.Released,
            ReleasedAt = draft.Now,
            MessageId = message.Id,
            Refusal = null,
        });
        draft.Delete(RowRef.Timer(ExpiryTimer(send.Id)));
        if (Collisions.IsProgram(send.Lane))
            after = Collisions.ProgramSpoke(draft, after, message.Id, send.Sender, second);
        draft.Put(draft.Number with { OnWire = draft.Number.OnWire + 1 });
        draft.Put(after);
        draft.Do(new Effect.CallGraph(send.Id));
        draft.Do(new Effect.TellMessage(message.Id, isFirst));
        draft.Do(new Effect.TellSend(send.Id));
        draft.Do(new Effect.TellConversation(conversation.Id));
        if (send.Lane == SendLane.Human)
            Gate.AgentSpoke(draft, after, send.Sender, message.Id);
    }

    // Once more is the same message, said now.
    private static Message MessageOf(Draft draft, Conversation conversation, Send send, long second) =>
        Postponement.MessageOf(draft, send) is { } again
            ? again with { SaidAt = second, HeardAt = second }
            : new Message(draft.Around.Id, draft.Around.Position, conversation.Id)
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

    private static void Stand(Draft draft, string conversationId, SendLane lane) =>
        draft.Put(draft.Number with
        {
            Line = Line.Join(draft.Number.Line, conversationId, lane, draft.Around.Position),
        });
}
