using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;

namespace Tandem.Domain.Link;

/// <summary>Folds what the platform says about the link between app and API; the newest word counts.</summary>
/// <remarks>
/// A connection is named by the second it was onboarded at. What is older than that second is about an earlier
/// connection and does not disturb this one; only the hours it tells of are kept.
/// </remarks>
internal static class LinkFold
{
    public static void Hear(Draft draft, Input.LinkHeard heard)
    {
        var isBeginning = heard.IsOnboarding && Connections.Begin(draft, heard.At);
        var number = draft.Number;
        if (!IsNewer(heard, number) && !TellsWhy(heard, number))
        {
            Late(draft, heard, number, isBeginning);
            return;
        }

        var after = number with { Link = heard.State, LinkSince = heard.At, LinkReason = heard.Reason };
        draft.Do(new Effect.TellNumber());
        if (heard.State == LinkState.Connected)
            LinkInquiries.Forget(draft, NumberGaps.Join(draft, after, heard.At));
        else
            Part(draft, after, heard);
    }

    // A removal is the end of its connection; while the phone registers anew, nothing is lost yet but hours.
    private static void Part(Draft draft, NumberState after, Input.LinkHeard heard)
    {
        draft.Put(NumberGaps.Part(draft, after, heard.At, heard.Reason));
        if (heard.State == LinkState.Removed)
            SyncWatch.End(draft);
        LinkInquiries.Begin(draft, LinkInquiry.Parted, heard.IsGuess);
        Sending.SendDesk.PassOnRoom(draft); // of a link that is gone, nothing waits any more
    }

    private static void Late(Draft draft, Input.LinkHeard heard, NumberState number, bool isBeginning)
    {
        if (IsLateParting(number, heard)
            && NumberGaps.WasParted(draft, heard.At, number.LinkSince!.Value, heard.Reason))
            return;

        if (isBeginning)
            return; // heard after its end: what may be asked of it is known now

        draft.Outcome = Outcome.Duplicate;
        draft.Reason = number.Link == heard.State && number.LinkSince == heard.At ? null
            : heard.At < number.OnboardedAt ? "it is about an earlier connection"
            : number.Link == heard.State ? null
            : "a newer word about the link is known";
    }

    // Joined again by now, but what was said on the phone in those hours did not come.
    private static bool IsLateParting(NumberState number, Input.LinkHeard heard) =>
        heard.State != LinkState.Connected && number.Link == LinkState.Connected && number.LinkSince > heard.At;

    // What Meta answered when asked tells neither why nor since when; and a removal ends the connection for good.
    private static bool TellsWhy(Input.LinkHeard heard, NumberState number) =>
        heard.State == LinkState.Removed && !(heard.At < number.OnboardedAt)
        && number is { Link: LinkState.Offboarded, LinkReason: LinkInquiries.SaidByMeta };

    // In one second the graver word counts; but whoever is onboarded has been removed before, not after.
    private static bool IsNewer(Input.LinkHeard heard, NumberState number)
    {
        if (number.LinkSince is not { } since || since != heard.At)
            return !(number.LinkSince > heard.At);

        var known = number.Link == LinkState.Connected && number.OnboardedAt == since ? Onboarded : (int)number.Link;
        return (heard.IsOnboarding ? Onboarded : (int)heard.State) > known;
    }

    private const int Onboarded = (int)LinkState.Removed + 1;
}
