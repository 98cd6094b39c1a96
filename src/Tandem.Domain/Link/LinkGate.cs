using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;

namespace Tandem.Domain.Link;

/// <summary>What may leave while app and API are parted: Meta would refuse it, and count it.</summary>
internal static class LinkGate
{
    /// <summary>Who holds: no person, the link.</summary>
    private const string ByLink = "link";

    /// <summary>Why nothing may go now; null when it may. A number that only observes lets everything pass.</summary>
    public static Refusal? Check(Draft draft) => !draft.Around.Rules.IsGuarding ? null : draft.Number.Link switch
    {
        LinkState.Offboarded => new Refusal(Refusal.Offboarded, ByLink),
        LinkState.Removed => new Refusal(Refusal.Removed, ByLink),
        _ => null,
    };
}
