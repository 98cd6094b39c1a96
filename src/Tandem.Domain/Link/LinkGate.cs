using Tandem.Domain.Deciding;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;

namespace Tandem.Domain.Link;

/// <summary>What may leave while app and API are parted: Meta would refuse it, and count it.</summary>
internal static class LinkGate
{
    /// <summary>Who holds: no person, the link.</summary>
    private const string ByLink = "link";

    /// <summary>Why nothing may go now; null when it may. A number that only observes lets everything pass.</summary>
    public static Refusal? Check(Draft draft) =>
        Check(draft.Around.Rules, draft.Number.Link, draft.Number.LinkSince);

    /// <summary>The same, of a number that is only looked at.</summary>
    public static Refusal? Check(NumberRules rules, LinkState link, long? since) => rules.IsGuarding
        ? link switch
        {
            LinkState.Offboarded => new Refusal(Refusal.Offboarded, ByLink) { Since = Instant(since) },
            LinkState.Removed => new Refusal(Refusal.Removed, ByLink) { Since = Instant(since) },
            _ => null,
        }
        : null;

    private static DateTimeOffset? Instant(long? second) =>
        second is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
