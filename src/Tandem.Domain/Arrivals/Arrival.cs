using Tandem.Domain.Deciding;
using Tandem.Domain.Pacing;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Arrivals;

/// <summary>Notes of what is live and new how late it came, whether it came in a burst, and when.</summary>
/// <remarks>Private conversations are not counted.</remarks>
internal static class Arrival
{
    /// <summary>The rows that this needs of an input.</summary>
    public static IEnumerable<RowRef> Rows(Input input) => input switch
    {
        Input.MessageSeen { Via: Via.Live } seen => [RowRef.Lag(LegOf(seen)), RowRef.Bursts, RowRef.Rhythm],
        Input.StatusSeen => [RowRef.Lag(LagLeg.Status)],
        _ => [],
    };

    public static void Note(Draft draft, Input input)
    {
        if (draft.Outcome != Outcome.Applied)
            return;

        if (input is Input.MessageSeen { Via: Via.Live } spoken)
            PaceDesk.Heard(draft, spoken); // also of a private one, as a number only
        if (draft.IsAboutPrivate)
            return;

        switch (input)
        {
            case Input.MessageSeen { Via: Via.Live } seen:
                SilenceWatch.Heard(draft);
                if (seen.ArrivedAt is { } came)
                    Count(draft, seen, came);
                break;
            case Input.StatusSeen { ArrivedAt: { } arrivedAt } status:
                Count(draft, LagLeg.Status, status.At, arrivedAt);
                break;
        }
    }

    private static void Count(Draft draft, Input.MessageSeen seen, DateTimeOffset arrivedAt)
    {
        var late = Count(draft, LegOf(seen), seen.At, arrivedAt);
        if (late < (long)Burst.LateAfter.TotalSeconds || draft.FindByWamid(seen.Wamid) is not { LateBy: null } message)
            return;

        var bursts = (draft.Find<Bursts>(RowRef.Bursts) ?? new Bursts())
            .After(draft.Around.Id, seen.Direction, seen.At, arrivedAt);
        draft.Put(bursts);
        draft.Put(message with { LateBy = late, Burst = bursts.Known[^1].Id });
    }

    private static long Count(Draft draft, LagLeg leg, long at, DateTimeOffset arrivedAt)
    {
        var seconds = Math.Max(0, arrivedAt.ToUnixTimeSeconds() - at);
        draft.Put((draft.Find<Lag>(RowRef.Lag(leg)) ?? new Lag(leg)).After(seconds, draft.Now));
        return seconds;
    }

    private static LagLeg LegOf(Input.MessageSeen seen) =>
        seen.Direction == Direction.In ? LagLeg.Inbound : LagLeg.Echo;
}
