using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Sending;

/// <summary>
/// Sends of which nobody knows whether they left: after a stated silence a person is asked, or a rule of the lane
/// answers; a person's word settles them, and a status outweighs any word.
/// </summary>
/// <remarks>Why: docs/decisions/0013-after-a-silence-a-person-is-asked.md.</remarks>
internal static class Uncertainty
{
    private const string NumberRule = "rule";

    /// <summary>The name of the timer that ends the silence after an uncertain send.</summary>
    public static string TimerName(string sendId) => $"unknown/{sendId}";

    /// <summary>The silence begins.</summary>
    public static void Watch(Draft draft, string sendId) =>
        draft.Make(new Deciding.Timer(TimerName(sendId), draft.Now + draft.Around.Rules.UnknownSilence));

    /// <summary>The silence is over: nothing has settled the send so far.</summary>
    public static void OnSilence(Draft draft, string sendId)
    {
        draft.Subject = sendId;
        if (draft.FindSend(sendId) is not { State: SendState.Unknown } send)
            return;

        if (draft.HasMissedPartOf(draft.Around.Rules.UnknownSilence, TimerName(sendId)))
            return;

        // A rule answers once: what was sent again and is uncertain again, or is worthless by now, is for a person.
        if (draft.Around.Rules.ResendLanes.Contains(send.Lane) && send.Resends is null
            && !(send.ExpiresAt <= draft.Now))
        {
            Deny(draft, send, NumberRule);
            SendAgain(draft, send);
            return;
        }

        draft.Put(send with { AskedAt = draft.Now });
        draft.Do(new Effect.TellSend(send.Id));
    }

    /// <summary>A person has looked at the phone, and says what became of an uncertain send.</summary>
    public static void Judge(Draft draft, Input.SendJudged judged)
    {
        draft.Subject = judged.SendId;
        if (draft.FindSend(judged.SendId) is not { State: SendState.Unknown } send)
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Reason = "it is settled already";
            return;
        }

        if (judged.Verdict == SendVerdict.Sent)
            Confirm(draft, send, judged.By);
        else
            Deny(draft, send, judged.By);
        if (judged.Verdict == SendVerdict.Resend)
            SendAgain(draft, send);
    }

    /// <summary>Whether a send was taken for not sent by word only: a status may still prove otherwise.</summary>
    public static bool IsDenied(Send send) => send.Refusal?.Code == Refusal.TakenForNotSent;

    /// <summary>Whether only a word settled a send: an answer that comes after all outweighs it.</summary>
    public static bool IsByWord(Send send) => send is { SettledBy: not null, Wamid: null };

    private static void Confirm(Draft draft, Send send, string by)
    {
        draft.Put(send with { State = SendState.Accepted, SettledBy = by, Refusal = null });
        Settlement.Settle(draft, send, message => message with
        {
            Stage = message.Stage ?? Stage.Accepted,
            IsUnknown = false,
            Gap = MessageGaps.Closed(message, by, draft.Now),
        });
    }

    private static void Deny(Draft draft, Send send, string by)
    {
        draft.Put(send with
        {
            State = SendState.Withdrawn,
            SettledBy = by,
            Refusal = new Refusal(Refusal.TakenForNotSent, By: by),
        });
        Settlement.Settle(draft, send, message => message with
        {
            IsUnknown = false,
            IsDenied = message.Stage is null,
            Gap = MessageGaps.Closed(message, by, draft.Now),
        });
    }

    // A new send with an id and a mark of its own, so that each of the two is settled by its own statuses. It takes the
    // caller's key over, so that a caller who asks again with it gets this one; and it is worth no more than the first.
    private static void SendAgain(Draft draft, Send send) =>
        draft.Do(new Effect.DecideNext(new Input.SendAsked(new SendDraft(
            send.To, send.Lane, send.Sender, send.Edge, send.Type, send.Body, send.CallerMark,
            send.IdempotencyKey, Waiter: null, send.ExpiresAt, send.RepliesTo)
        {
            Resends = send.Id,
            IsOwners = send.IsOwners,
        })));
}

/// <summary>What a person says became of an uncertain send. Stored by name.</summary>
public enum SendVerdict
{
    /// <summary>It is on the phone, or the customer has it.</summary>
    Sent,

    /// <summary>It is not there.</summary>
    NotSent,

    /// <summary>It is not there, and shall go again: the customer may get it twice if that was wrong.</summary>
    Resend,
}
