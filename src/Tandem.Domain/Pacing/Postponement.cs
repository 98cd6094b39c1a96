using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Pacing;

/// <summary>Meta said "too fast": nothing was sent, and it goes again by itself, in its place.</summary>
/// <remarks>Only where nobody waits on an open connection: such a caller is told what Meta said, and decides.</remarks>
internal static class Postponement
{
    /// <summary>So often one send is put back before Meta's word about it is final.</summary>
    public const int Most = 12;

    private const int NumberTooFast = 130429;
    private const int PairTooFast = 131056;

    /// <summary>Whether a refusal of Meta's only says "not now".</summary>
    public static bool Applies(Draft draft, Send send, int? code) =>
        code is NumberTooFast or PairTooFast
        && send.Waiter is null
        && !(send.PutBack?.Times >= Most)
        && !(send.ExpiresAt <= draft.Now);

    /// <summary>The send goes back to where it was in its conversation's queue.</summary>
    public static void PutBack(Draft draft, Send send, Input.SendRejected rejected)
    {
        var conversation = draft.Root(send.ConversationId);
        var times = (send.PutBack?.Times ?? 0) + 1;
        var until = rejected.Failure.Code == PairTooFast
            ? draft.Now + (PaceDesk.PairBucket.Every * Math.Min(times, 10))
            : PaceDesk.Close(draft);
        draft.Put(send with
        {
            State = SendState.Queued,
            ReleasedAt = null,
            PutBack = new PutBack(times, until, rejected.Failure),
            Refusal = new Refusal(Refusal.PutBack, Refusal.ByMeta, until, MetaCode: rejected.Failure.Code)
            {
                Since = draft.Now,
            },
        });
        draft.Put(conversation with
        {
            PairFullAt = rejected.Failure.Code == PairTooFast
                ? PaceDesk.PairShutUntil(until) // what else is for this person would be told the same
                : conversation.PairFullAt,
            Queue = QueuedSend.InOrder(conversation.Queue.Append(new QueuedSend(send.Id, send.Lane, send.Made))),
        });
        if (Collisions.IsProgram(send.Lane))
            Collisions.NoProgram(draft, draft.Root(conversation.Id), send.MessageId!);
        if (send.ExpiresAt is { } expires)
            draft.Make(new Deciding.Timer(SendDesk.ExpiryTimer(send.Id), expires));
        draft.Do(new Effect.TellSend(send.Id));
        draft.Do(new Effect.TellMessage(send.MessageId!, IsNew: false));
    }

    /// <summary>It never left again: what Meta said is what became of its message.</summary>
    public static void GiveUp(Draft draft, Send ended)
    {
        if (ended is not { PutBack: { } putBack, MessageId: { } messageId }
            || draft.FindMessage(messageId) is not { } message)
            return;

        draft.Put(message with
        {
            Stage = message.Stage ?? Stage.Failed,
            Failure = message.Failure ?? putBack.Failure,
        });
        draft.Do(new Effect.TellMessage(messageId, IsNew: false));
    }

    /// <summary>The message of a send that leaves once more; null of one that leaves for the first time.</summary>
    public static Message? MessageOf(Draft draft, Send send) =>
        send is { PutBack: not null, MessageId: { } id } ? draft.FindMessage(id) : null;

    /// <summary>A status proves that it left after all, whatever Meta answered: it waits no more.</summary>
    public static void Overtaken(Draft draft, Send send)
    {
        var conversation = draft.Root(send.ConversationId);
        draft.Put(conversation with { Queue = conversation.Queue.Without(queued => queued.SendId == send.Id) });
        draft.Delete(RowRef.Timer(SendDesk.ExpiryTimer(send.Id)));
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
    }

    /// <summary>Whether it waits because Meta said "not now".</summary>
    public static bool Waits(Send send) => send is { State: SendState.Queued, PutBack: not null };
}
