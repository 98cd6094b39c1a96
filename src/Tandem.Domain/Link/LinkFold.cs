using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Timeline;

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
        if (heard is { IsGuess: true, State: LinkState.Connected })
        {
            Wonder(draft, heard);
            return;
        }

        var isBeginning = heard.IsOnboarding && Connections.Begin(draft, heard.At);
        var number = draft.Number;
        if (!IsNewer(heard, number) && !TellsWhy(heard, number))
        {
            Late(draft, heard, number, isBeginning);
            return;
        }

        draft.Do(new Effect.TellNumber());
        if (heard.State == LinkState.Connected)
            LinkInquiries.Forget(draft, NumberGaps.Join(draft, JoinedAt(number, heard.At), heard.At));
        else
            Part(draft, number, heard);
    }

    /// <summary>App and API are joined since a second.</summary>
    public static NumberState JoinedAt(NumberState number, long at) =>
        number with { Link = LinkState.Connected, LinkSince = at, LinkReason = null, JoinedAt = at };

    /// <summary>The connection is over: nothing can be asked for, and no past comes any more.</summary>
    public static void End(Draft draft)
    {
        SyncWatch.End(draft);
        draft.Put(PastGaps.Forget(draft, draft.Number));
    }

    // It may be another number of the account that is joined: this one's doubts stay until Meta has said how it stands,
    // and when it was onboarded.
    private static void Wonder(Draft draft, Input.LinkHeard heard)
    {
        var number = draft.Number;
        if (heard.At <= Math.Max(number.LinkSince ?? 0, number.OnboardedAt ?? 0)
            || (number.Link == LinkState.Connected && !heard.IsOnboarding))
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Reason = "it names no number, and tells nothing of this one that is not known";
            return;
        }

        LinkInquiries.Wonder(draft, heard.At);
    }

    // A removal is the end of its connection; while the phone registers anew, nothing is lost yet but hours. A guess
    // ends nothing, and takes the place of no sure word: Meta is asked.
    private static void Part(Draft draft, NumberState number, Input.LinkHeard heard)
    {
        var isGuess = heard.IsGuess && (number.Parted is null || number.Inquiry is { IsGuess: true });
        var after = TellsWhy(heard, number)
            ? number with { Link = MessageFold.Stronger(number.Link, heard.State), LinkReason = heard.Reason }
            : number with { Link = heard.State, LinkSince = heard.At, LinkReason = heard.Reason };
        draft.Put(NumberGaps.Part(draft, after, heard.At, heard.Reason));
        if (heard.State == LinkState.Removed && !isGuess)
            End(draft);
        LinkInquiries.Begin(draft, LinkInquiry.Parted, isGuess);
        Pacing.PaceDesk.PassOn(draft); // of a link that is gone, nothing waits any more
    }

    private static void Late(Draft draft, Input.LinkHeard heard, NumberState number, bool isBeginning)
    {
        if (EndOfLateParting(number, heard) is { } until && NumberGaps.WasParted(draft, heard.At, until, heard.Reason))
            return;

        if (isBeginning)
            return; // heard after its end: what may be asked of it is known now

        draft.Outcome = Outcome.Duplicate;
        draft.Reason = number.Link == heard.State && number.LinkSince == heard.At ? null
            : heard.At < number.OnboardedAt ? "it is about an earlier connection"
            : number.Link == heard.State ? null
            : "a newer word about the link is known";
    }

    // Joined again by now, or parted anew, but what was said on the phone in those hours did not come.
    private static long? EndOfLateParting(NumberState number, Input.LinkHeard heard) =>
        heard.State == LinkState.Connected ? null
        : number.Link == LinkState.Connected ? After(heard.At, KnownJoined(number))
        : After(heard.At, LastJoined(number)) ?? After(heard.At, number.Parted?.From ?? 0);

    // What Meta answered when asked tells neither why nor since when. Of an earlier parting nothing is explained.
    private static bool TellsWhy(Input.LinkHeard heard, NumberState number) =>
        heard.State != LinkState.Connected && heard.At <= number.LinkSince
        && heard.At >= LastJoined(number)
        && number is { Link: not LinkState.Connected, LinkReason: LinkInquiries.SaidByMeta };

    private static long? After(long at, long known) => known > at ? known : null;

    // Before the present parting.
    private static long LastJoined(NumberState number) => Math.Max(number.JoinedAt ?? 0, number.OnboardedAt ?? 0);

    private static long KnownJoined(NumberState number) => Math.Max(number.LinkSince ?? 0, number.OnboardedAt ?? 0);

    // In one second the graver word counts; but whoever is onboarded has been removed before, not after.
    private static bool IsNewer(Input.LinkHeard heard, NumberState number)
    {
        if (heard.At < number.OnboardedAt
            || heard is { IsGuess: true, State: LinkState.Offboarded } && number.Link == LinkState.Removed)
            return false;
        if (number.LinkSince is not { } since || since != heard.At)
            return !(number.LinkSince > heard.At);

        var known = number.Link == LinkState.Connected && number.OnboardedAt == since ? Onboarded : (int)number.Link;
        return (heard.IsOnboarding ? Onboarded : (int)heard.State) > known;
    }

    private const int Onboarded = (int)LinkState.Removed + 1;
}
