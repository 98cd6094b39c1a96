using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;

namespace Tandem.Domain.Link;

/// <summary>Generations of a link: each onboarding begins one, with syncs of its own.</summary>
internal static class Connections
{
    /// <summary>A connection began at a second, unless a newer one is known.</summary>
    /// <returns>Whether that was news.</returns>
    /// <remarks>Reconnecting is none: Meta grants no sync for it. Source: "Reconnect offboarded coexistence clients".
    /// </remarks>
    public static bool Begin(Draft draft, long at)
    {
        var number = draft.Number;
        if (number.OnboardedAt >= at)
            return false;

        var past = OfThis(number.Past, at);
        draft.Put((past is null ? PastGaps.Forget(draft, number) : number) with
        {
            OnboardedAt = at,
            Contacts = OfThis(number.Contacts, at),
            Past = past, // whoever is onboarded anew shares anew
        });
        draft.Do(new Effect.TellNumber());
        SyncWatch.Begin(draft);
        return true;
    }

    // Asked before it was onboarded: that was another connection's.
    private static SyncMark? OfThis(SyncMark? mark, long at) =>
        (mark?.AskedAt ?? mark?.LastAt)?.ToUnixTimeSeconds() < at ? null : mark;
}
