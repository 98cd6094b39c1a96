using Tandem.Domain.Deciding;
using Tandem.Domain.Link;

namespace Tandem.Domain.Gaps;

/// <summary>Gaps of a number as a whole: hours of disconnection, and a past that was not told.</summary>
internal static class NumberGaps
{
    /// <summary>How long history may be silent before its end counts as missing.</summary>
    /// <remarks>Meta names hours for large accounts; a day is the time within which it may be asked for.</remarks>
    public static readonly TimeSpan HistorySilence = TimeSpan.FromHours(24);

    /// <summary>The name of the timer that watches history.</summary>
    public const string HistoryTimer = "history";

    /// <summary>App and API are parted from a second on.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="number">The number, which will remember the gap.</param>
    /// <param name="from">By Meta's clock, Unix seconds.</param>
    /// <param name="reason">Meta's reason, if any.</param>
    public static NumberState Part(Draft draft, NumberState number, long from, string? reason)
    {
        var known = Remember(number, from) with { HistoryProgress = 0 }; // whoever is joined anew shares anew
        if (number.Parted is not null)
            return known; // offboarded, then removed: the same hours

        var gap = Open(draft, GapKind.Disconnected, from, reason);
        return known with { Parted = new(gap.Id, gap.OpenedAt, from, reason) };
    }

    /// <summary>App and API are joined again: how long the gap was is known now. It stays open for a person to look,
    /// for what was said on the phone meanwhile does not follow.</summary>
    public static NumberState Join(Draft draft, NumberState number, long at)
    {
        if (number.Parted is not { } parted)
            return number;

        Tell(draft, Parted(parted) with { Until = at });
        return number with { Parted = null };
    }

    /// <summary>Late word of hours that are over; told once, however often it comes.</summary>
    /// <returns>Whether it was news.</returns>
    public static bool WasParted(Draft draft, long from, long until, string? reason)
    {
        var number = draft.Number;
        if (number.Partings.Contains(from))
            return false;

        Tell(draft, Open(draft, GapKind.Disconnected, from, reason) with { Until = until });
        draft.Put(Remember(number, from));
        return true;
    }

    /// <summary>The owner declined to share the past.</summary>
    public static void Decline(Draft draft, long at)
    {
        var number = draft.Number;
        if (number.HistoryGap is not null)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        var gap = Open(draft, GapKind.HistoryDeclined, at, reason: null);
        draft.Put(number with { HistoryGap = new(gap.Id, gap.OpenedAt, at, gap.Kind) });
        draft.Do(new Effect.TellNumber());
    }

    /// <summary>A piece of history came: it moves on, is complete, or comes after all.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="progress">Percent of the whole, as Meta counts.</param>
    public static void HistoryCame(Draft draft, int progress)
    {
        var number = draft.Number;
        if (progress <= number.HistoryProgress && number.HistoryGap is null)
            return;

        var farthest = Math.Max(progress, number.HistoryProgress);
        if (number.HistoryGap is { IsClosed: false } gap)
            Tell(draft, Row(gap) with { ClosedAt = draft.Now });
        draft.Put(number with { HistoryProgress = farthest, HistoryGap = null });
        if (farthest >= 100)
            draft.Delete(RowRef.Timer(HistoryTimer));
        else
            draft.Make(new Deciding.Timer(HistoryTimer, draft.Now + HistorySilence));
    }

    /// <summary>History has been silent for long.</summary>
    public static void OnHistoryTimer(Draft draft)
    {
        var number = draft.Number;
        if (number.HistoryProgress >= 100 || number.HistoryGap is not null)
            return;

        var at = draft.Now.ToUnixTimeSeconds();
        var gap = Open(draft, GapKind.HistoryCut, at, $"{number.HistoryProgress} % came");
        draft.Put(number with { HistoryGap = new(gap.Id, gap.OpenedAt, at, gap.Kind) });
        draft.Do(new Effect.TellNumber());
    }

    /// <summary>A person has looked.</summary>
    public static void Close(Draft draft, Gap gap, string by)
    {
        if (gap.ClosedAt is not null)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        Tell(draft, gap with { ClosedAt = draft.Now, ClosedBy = by });
        var number = draft.Number;
        draft.Put(number with
        {
            Parted = number.Parted?.GapId == gap.Id ? null : number.Parted,
            HistoryGap = number.HistoryGap is { } history && history.GapId == gap.Id
                ? history with { IsClosed = true } // remembered: told again, it is no news
                : number.HistoryGap,
        });
    }

    private static NumberState Remember(NumberState number, long from) =>
        number with { Partings = new([.. number.Partings.With(from).TakeLast(NumberState.MostPartings)]) };

    private static Gap Open(Draft draft, GapKind kind, long from, string? reason)
    {
        var gap = new Gap(draft.Around.Id, kind, draft.Now) { From = from, Reason = reason };
        Tell(draft, gap);
        return gap;
    }

    private static Gap Parted(PartedGap parted) =>
        new(parted.GapId, GapKind.Disconnected, parted.OpenedAt) { From = parted.From, Reason = parted.Reason };

    private static Gap Row(HistoryGap gap) => new(gap.GapId, gap.Kind, gap.OpenedAt) { From = gap.From };

    private static void Tell(Draft draft, Gap gap)
    {
        draft.Make(gap);
        draft.Do(new Effect.TellGap(gap.Id));
    }
}
