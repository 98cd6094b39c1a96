using System.Globalization;
using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;

namespace Tandem.Domain.Arrivals;

/// <summary>Notices when a number falls silent against its own rhythm: the webhook may be gone, or the app's link.
/// </summary>
internal static class SilenceWatch
{
    /// <summary>The name of the timer that notices.</summary>
    public const string TimerName = "rhythm";

    /// <summary>After a hub was away, what it missed comes again: so long nothing is judged.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(4);

    private static readonly TimeSpan WhileParted = TimeSpan.FromHours(1);

    /// <summary>Something came live.</summary>
    public static void Heard(Draft draft)
    {
        var known = Of(draft);
        var after = Ended(draft, known).After(Rhythm.HourOf(draft.Now));
        if (!draft.Put(after))
            return;

        if (after.SilentAt() is { } silentAt)
            draft.Make(new Deciding.Timer(TimerName, silentAt));
        else if (known.SilentAt() is not null)
            draft.Delete(RowRef.Timer(TimerName));
    }

    /// <summary>Nothing has come for as long as is beyond the number's pattern.</summary>
    public static void OnTimer(Draft draft)
    {
        var known = Of(draft);
        if (known.Silence is not null)
            return; // it is told already
        if (known.SilentAt() is { } silentAt && silentAt > draft.Now)
        {
            draft.Make(new Deciding.Timer(TimerName, silentAt)); // something came while this was under way
            return;
        }

        if (draft.Number.Link != LinkState.Connected || draft.Number.Parted is not null)
        {
            draft.Make(new Deciding.Timer(TimerName, draft.Now + WhileParted)); // explained by the link, for now
            return;
        }

        if (draft.HasMissedPartOf(Grace, TimerName))
            return;

        var from = Rhythm.InstantOf(known.Last + 1).ToUnixTimeSeconds();
        var evidence = Evidence(known, draft.Now);
        var gap = NumberGaps.Open(draft, GapKind.Silence, from, evidence);
        draft.Put(known with { Silence = new(gap.Id, gap.OpenedAt, from, evidence) });
    }

    /// <summary>A person has looked: it is told no more until something has come.</summary>
    public static void Close(Draft draft, Gap gap)
    {
        var known = Of(draft);
        if (known.Silence is { } silence && silence.GapId == gap.Id)
            draft.Put(known with { Silence = silence with { IsClosed = true } });
    }

    private static Rhythm Ended(Draft draft, Rhythm known)
    {
        if (known.Silence is not { } silence)
            return known;

        if (!silence.IsClosed)
            NumberGaps.Tell(draft, new Gap(silence.GapId, GapKind.Silence, silence.OpenedAt)
            {
                From = silence.From,
                Until = draft.Now.ToUnixTimeSeconds(),
                Reason = silence.Evidence,
                ClosedAt = draft.Now,
            });
        return known with { Silence = null };
    }

    // Of these hours, in how many something usually comes.
    private static string Evidence(Rhythm known, DateTimeOffset now)
    {
        var hours = Rhythm.HourOf(now) - known.Last - 1;
        var expected = 0.0;
        for (var hour = known.Last + 1; hour <= known.Last + hours; hour++)
            expected += known.Share(hour);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"silent for {hours} hours, in {expected:0.#} of which something came in the last {known.Known} weeks");
    }

    private static Rhythm Of(Draft draft) => draft.Find<Rhythm>(RowRef.Rhythm) ?? new Rhythm();
}
