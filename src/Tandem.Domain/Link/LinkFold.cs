using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;

namespace Tandem.Domain.Link;

/// <summary>Folds what the platform says about the link between app and API; the newest word counts.</summary>
internal static class LinkFold
{
    public static void Hear(Draft draft, Input.LinkHeard heard)
    {
        var number = draft.Number;
        if (number.LinkSince > heard.At
            || (number.LinkSince == heard.At && (number.Link == heard.State || number.Link > heard.State)))
        {
            if (IsLateParting(number, heard)
                && NumberGaps.WasParted(draft, heard.At, number.LinkSince!.Value, heard.Reason))
                return;

            draft.Outcome = Outcome.Duplicate;
            draft.Reason = number.Link == heard.State ? null : "a newer word about the link is known";
            return;
        }

        var after = number with { Link = heard.State, LinkSince = heard.At, LinkReason = heard.Reason };
        draft.Put(heard.State == LinkState.Connected
            ? NumberGaps.Join(draft, after, heard.At)
            : NumberGaps.Part(draft, after, heard.At, heard.Reason));
        draft.Do(new Effect.TellNumber());
    }

    // Joined again by now, but what was said on the phone in those hours did not come.
    private static bool IsLateParting(NumberState number, Input.LinkHeard heard) =>
        heard.State != LinkState.Connected && number.Link == LinkState.Connected && number.LinkSince > heard.At;
}
