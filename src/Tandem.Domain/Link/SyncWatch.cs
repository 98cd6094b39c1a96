using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;

namespace Tandem.Domain.Link;

/// <summary>Tells before the time for contacts and past is over, and after it.</summary>
internal static class SyncWatch
{
    /// <summary>The name of the timer that looks.</summary>
    public const string TimerName = "sync";

    /// <summary>How long before the end it is told: a working morning or afternoon.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromHours(4);

    // While app and API are parted nothing can be asked for; so often it is looked whether they are joined again.
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>A connection began: its time runs, unless it is known to be over.</summary>
    public static void Begin(Draft draft)
    {
        End(draft);
        if (draft.Number is not { Link: LinkState.Removed } number || !(number.LinkSince >= number.OnboardedAt))
            Renew(draft);
    }

    /// <summary>Its time runs on.</summary>
    public static void Renew(Draft draft)
    {
        var number = draft.Number;
        if (SyncRules.Until(number) is { } until && until > draft.Now && SyncRules.Missing(number).Any())
            draft.Make(new Deciding.Timer(TimerName, Latest(until - Before, draft.Now)));
    }

    /// <summary>It is over: nothing can be asked for any more.</summary>
    public static void End(Draft draft)
    {
        Close(draft);
        draft.Delete(RowRef.Timer(TimerName));
    }

    public static void OnTimer(Draft draft)
    {
        if (draft.Number.Link == LinkState.Connected)
            Tell(draft);
        else
            draft.Make(new Deciding.Timer(TimerName, draft.Now + Rest));
    }

    /// <summary>Says what is missing, while it can be asked for and afterwards.</summary>
    public static void Tell(Draft draft)
    {
        var number = draft.Number;
        var missing = SyncRules.Missing(number).ToList();
        if (SyncRules.Until(number) is not { } until || missing.Count == 0)
            return;

        var canAsk = missing.Any(what => SyncRules.MarkOf(number, what)?.State != SyncState.Late);
        var kind = until > draft.Now && canAsk ? GapKind.SyncDue : GapKind.SyncMissed;
        var what = string.Join(", ", missing).ToLowerInvariant();
        var known = number.SyncGap is { IsClosed: false } open ? open : null;
        var gap = new Gap(known?.GapId ?? draft.Around.Id, kind, known?.OpenedAt ?? draft.Now)
        {
            From = number.OnboardedAt!.Value,
            Until = until.ToUnixTimeSeconds(),
            Reason = what,
        };
        NumberGaps.Tell(draft, gap);
        draft.Put(number with { SyncGap = new(gap.Id, gap.OpenedAt, kind, what) });
        draft.Do(new Effect.TellNumber());
        if (kind == GapKind.SyncDue)
            draft.Make(new Deciding.Timer(TimerName, until));
    }

    /// <summary>Something was asked for, or came: nothing is missing once both are.</summary>
    public static void Look(Draft draft)
    {
        if (!SyncRules.Missing(draft.Number).Any())
            End(draft);
    }

    private static void Close(Draft draft)
    {
        if (draft.Number.SyncGap is not { } gap)
            return;

        if (!gap.IsClosed)
            NumberGaps.Tell(draft, new Gap(gap.GapId, gap.Kind, gap.OpenedAt)
            {
                From = draft.Number.OnboardedAt ?? 0,
                Reason = gap.What,
                ClosedAt = draft.Now,
            });
        draft.Put(draft.Number with { SyncGap = null });
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
