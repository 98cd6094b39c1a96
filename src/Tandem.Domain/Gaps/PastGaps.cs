using Tandem.Domain.Deciding;
using Tandem.Domain.Link;

namespace Tandem.Domain.Gaps;

/// <summary>The past of a number, which its owner may decline to share, and which may stop half way.</summary>
internal static class PastGaps
{
    /// <summary>How long history may be silent before its end counts as missing.</summary>
    /// <remarks>Meta names hours for large accounts; a day is the time within which it may be asked for.</remarks>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    /// <summary>The name of the timer that watches history.</summary>
    public const string TimerName = "history";

    // Each piece renews the watch; within this time a renewal is not worth a write.
    private static readonly TimeSpan Coarse = TimeSpan.FromHours(1);

    /// <summary>The owner declined to share the past.</summary>
    public static void Decline(Draft draft, long at)
    {
        var number = draft.Number;
        var hasCome = number.Past is { State: SyncState.Arriving or SyncState.Done };
        if (number.HistoryGap is not null || hasCome || at < number.OnboardedAt)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        Miss(draft, number, GapKind.HistoryDeclined, at, reason: null);
    }

    /// <summary>A piece of history came: it moves on, is complete, or comes after all.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="progress">Percent of the whole, as Meta counts.</param>
    /// <param name="isNews">Whether it told anything that was not known.</param>
    public static void Came(Draft draft, int progress, bool isNews)
    {
        var number = draft.Number;
        if (!isNews && progress <= number.HistoryProgress)
            return; // an old piece, told again

        var farthest = Math.Max(progress, number.HistoryProgress);
        Close(draft, number);
        var due = farthest >= 100 ? null
            : number.HistoryDue - draft.Now > Silence - Coarse ? number.HistoryDue
            : draft.Now + Silence;
        draft.Put(number with { HistoryProgress = farthest, HistoryGap = null, HistoryDue = due });
        if (due is null)
            draft.Delete(RowRef.Timer(TimerName));
        else if (due != number.HistoryDue)
            draft.Make(new Deciding.Timer(TimerName, due.Value));
    }

    /// <summary>History has been silent for long, unless a piece came while the timer came due.</summary>
    public static void OnTimer(Draft draft)
    {
        var number = draft.Number;
        if (number.HistoryDue is not { } due)
            return;

        if (due > draft.Now)
            draft.Make(new Deciding.Timer(TimerName, due));
        else if (number.HistoryGap is null)
            Miss(draft, number with { HistoryDue = null }, GapKind.HistoryCut, draft.Now.ToUnixTimeSeconds(),
                $"{number.HistoryProgress} % came");
    }

    /// <summary>Whatever was shared or declined belongs to a link that is over.</summary>
    public static NumberState Forget(Draft draft, NumberState number)
    {
        Close(draft, number);
        if (number.HistoryDue is not null)
            draft.Delete(RowRef.Timer(TimerName));
        return number with { HistoryProgress = 0, HistoryGap = null, HistoryDue = null };
    }

    private static void Miss(Draft draft, NumberState number, GapKind kind, long at, string? reason)
    {
        var gap = NumberGaps.Open(draft, kind, at, reason);
        draft.Put(number with { HistoryGap = new(gap.Id, gap.OpenedAt, at, kind) });
        draft.Do(new Effect.TellNumber());
    }

    private static void Close(Draft draft, NumberState number)
    {
        if (number.HistoryGap is { IsClosed: false } gap)
            NumberGaps.Tell(draft, new Gap(gap.GapId, gap.Kind, gap.OpenedAt)
            {
                From = gap.From,
                ClosedAt = draft.Now,
            });
    }
}
