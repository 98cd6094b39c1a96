using Tandem.Domain.Deciding;

namespace Tandem.Domain.Link;

/// <summary>Asks the phone, through Meta, for contacts and past: written first, never asked twice blindly.</summary>
internal static class SyncDesk
{
    // Each contact tells that they come; within this time that is not worth a write.
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(1);

    private const int AlreadyUsed = 2593107;
    private const int PastTime = 2593108;

    public static void Ask(Draft draft, Input.SyncAsked asked)
    {
        if (SyncRules.Forbids(draft.Number, asked.What, draft.Now, asked.IsAgain) is { } rule)
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Reason = rule;
            return;
        }

        Put(draft, asked.What, new SyncMark { AskId = draft.Around.Id, By = asked.By, AskedAt = draft.Now });
        draft.Make(new Deciding.Timer(TimerOf(asked.What), draft.Now + LinkInquiries.Patience));
        draft.Do(new Effect.AskSync(asked.What, draft.Around.Id));
    }

    public static void Answer(Draft draft, Input.SyncAnswered answered)
    {
        if (SyncRules.MarkOf(draft.Number, answered.What) is not { } mark || mark.AskId != answered.AskId)
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Reason = "it is about an earlier connection";
            return;
        }

        draft.Delete(RowRef.Timer(TimerOf(answered.What)));
        var isOpen = mark.State is SyncState.Asked or SyncState.Uncertain; // what came already says more
        Put(draft, answered.What, mark with
        {
            State = isOpen ? StateOf(answered) : mark.State,
            RequestId = answered.RequestId,
            Code = answered.Code,
        });
        switch (SyncRules.MarkOf(draft.Number, answered.What)!.State)
        {
            case SyncState.Refused:
                SyncWatch.Renew(draft); // it may be asked for again, and must not be forgotten
                break;
            case SyncState.Late:
                SyncWatch.Tell(draft);
                break;
        }
    }

    /// <summary>A call's answer has been out for too long: the process that called may have died.</summary>
    public static void OnTimer(Draft draft, string name)
    {
        if (Enum.TryParse<SyncKind>(name, out var what)
            && SyncRules.MarkOf(draft.Number, what) is { State: SyncState.Asked } mark)
            Put(draft, what, mark with { State = SyncState.Uncertain });
    }

    /// <summary>A contact came. Without a sync asked for it is an ordinary change on the phone.</summary>
    public static void ContactCame(Draft draft)
    {
        if (draft.Number.Contacts is not { State: <= SyncState.Arriving } mark)
            return;

        if (SyncRules.HaveCome(mark, draft.Now))
            Put(draft, SyncKind.Contacts, mark with { State = SyncState.Done }); // that was the end of it
        else
            Put(draft, SyncKind.Contacts, mark with
            {
                State = SyncState.Arriving,
                Received = mark.Received + 1,
                LastAt = Seen(mark, draft.Now),
            });
    }

    /// <summary>A piece of the past came, whoever asked for it.</summary>
    public static void PastCame(Draft draft, int progress, int? phase)
    {
        var mark = draft.Number.Past ?? new SyncMark();
        var farthest = Math.Max(progress, mark.Progress);
        Put(draft, SyncKind.History, mark with
        {
            State = farthest >= 100 ? SyncState.Done : SyncState.Arriving,
            Progress = farthest,
            Phase = phase > mark.Phase || mark.Phase is null ? phase : mark.Phase,
            LastAt = Seen(mark, draft.Now),
        });
    }

    /// <summary>The owner does not share the past.</summary>
    public static void Decline(Draft draft)
    {
        var mark = draft.Number.Past ?? new SyncMark { LastAt = draft.Now };
        if (mark.State is not (SyncState.Arriving or SyncState.Done))
            Put(draft, SyncKind.History, mark with { State = SyncState.Declined });
    }

    private static SyncState StateOf(Input.SyncAnswered answered) => answered switch
    {
        { RequestId: not null } => SyncState.Accepted,
        { Code: null } => SyncState.Uncertain,
        { Code: AlreadyUsed } => SyncState.Used,
        { Code: PastTime } => SyncState.Late,
        _ => SyncState.Refused,
    };

    private static DateTimeOffset Seen(SyncMark mark, DateTimeOffset now) =>
        now - mark.LastAt < Coarse ? mark.LastAt!.Value : now;

    private static void Put(Draft draft, SyncKind what, SyncMark mark)
    {
        var before = SyncRules.MarkOf(draft.Number, what);
        draft.Put(what == SyncKind.Contacts
            ? draft.Number with { Contacts = mark }
            : draft.Number with { Past = mark });
        if (before?.State == mark.State && before.Progress == mark.Progress && before.RequestId == mark.RequestId)
            return;

        draft.Do(new Effect.TellNumber());
        SyncWatch.Look(draft);
    }

    private static string TimerOf(SyncKind what) => $"{SyncWatch.TimerName}/{what}";
}
