using Tandem.Domain.Deciding;
using Tandem.Domain.Link;

namespace Tandem.Domain.Gaps;

/// <summary>Gaps of a number as a whole: hours in which app and API were parted.</summary>
internal static class NumberGaps
{
    /// <summary>App and API are parted from a second on.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="number">The number, which will remember the gap.</param>
    /// <param name="from">By Meta's clock, Unix seconds.</param>
    /// <param name="reason">Meta's reason, if any.</param>
    public static NumberState Part(Draft draft, NumberState number, long from, string? reason)
    {
        var known = Remember(number, from);
        if (number.Parted is { Reason: LinkInquiries.SaidByMeta, SeenUntil: null } unexplained)
            return known with { Parted = Explain(draft, unexplained, from, reason) };
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

        var gap = parted.SeenUntil is { } seen
            ? Open(draft, GapKind.Disconnected, Math.Min(seen, at), parted.Reason) // a person saw the hours before
            : new Gap(parted.GapId, GapKind.Disconnected, parted.OpenedAt)
            {
                From = parted.From,
                Reason = parted.Reason,
            };
        Tell(draft, gap with { Until = at });
        return number with { Parted = null };
    }

    /// <summary>App and API were never parted: the word was about another number of the account.</summary>
    public static NumberState Withdraw(Draft draft, NumberState number)
    {
        if (number.Parted is { SeenUntil: null } parted)
        {
            Tell(draft, new Gap(parted.GapId, GapKind.Disconnected, parted.OpenedAt)
            {
                From = parted.From,
                Until = parted.From,
                Reason = parted.Reason,
                ClosedAt = draft.Now,
            });
        }

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
            Parted = number.Parted is { } parted && parted.GapId == gap.Id
                ? parted with { SeenUntil = draft.Now.ToUnixTimeSeconds() } // what follows, nobody has seen
                : number.Parted,
            HistoryGap = number.HistoryGap is { } history && history.GapId == gap.Id
                ? history with { IsClosed = true } // remembered: told again, it is no news
                : number.HistoryGap,
            SyncGap = number.SyncGap is { } sync && sync.GapId == gap.Id
                ? sync with { IsClosed = true }
                : number.SyncGap,
        });
    }

    /// <summary>Opens a gap of the number, named after this decision.</summary>
    internal static Gap Open(Draft draft, GapKind kind, long from, string? reason)
    {
        var gap = new Gap(draft.Around.Id, kind, draft.Now) { From = from, Reason = reason };
        Tell(draft, gap);
        return gap;
    }

    /// <summary>Writes a gap and tells of it.</summary>
    internal static void Tell(Draft draft, Gap gap)
    {
        draft.Make(gap);
        draft.Do(new Effect.TellGap(gap.Id));
    }

    private static PartedGap Explain(Draft draft, PartedGap parted, long from, string? reason)
    {
        var explained = parted with { From = Math.Min(parted.From, from), Reason = reason };
        Tell(draft, new Gap(parted.GapId, GapKind.Disconnected, parted.OpenedAt)
        {
            From = explained.From,
            Reason = explained.Reason,
        });
        return explained;
    }

    private static NumberState Remember(NumberState number, long from) =>
        number with { Partings = new([.. number.Partings.With(from).TakeLast(NumberState.MostPartings)]) };
}
