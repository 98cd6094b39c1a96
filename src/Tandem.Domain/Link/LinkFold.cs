using Tandem.Domain.Deciding;

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
            draft.Outcome = Outcome.Duplicate;
            draft.Reason = number.Link == heard.State ? null : "a newer word about the link is known";
            return;
        }

        draft.Put(number with { Link = heard.State, LinkSince = heard.At, LinkReason = heard.Reason });
        draft.Do(new Effect.TellNumber());
    }
}
