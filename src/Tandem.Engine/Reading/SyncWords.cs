using Tandem.Domain.Link;

namespace Tandem.Engine.Reading;

/// <summary>Why contacts or history may not be asked for now, in words.</summary>
public static class SyncWords
{
    private const string OnboardAgain =
        "Disconnect the API in the app (Settings, Account, Business Platform) and onboard the number again.";

    /// <summary>A rule in words.</summary>
    /// <param name="rule">One of <see cref="SyncRules"/>.</param>
    /// <param name="what"><c>contacts</c> or <c>history</c>.</param>
    /// <returns>What the rule says, and what a person can do.</returns>
    public static (string Detail, string Remedy) Of(string rule, string what) => rule switch
    {
        SyncRules.NotConnected => (
            $"App and API are parted, and Meta hands over {what} of a connected number only.",
            "Wait until the number is connected again; its time goes on meanwhile."),
        SyncRules.Uncertain => (
            $"The call for {what} got no answer: Meta may have taken it, and gives it once.",
            $"Wait some minutes whether {what} arrive. If nothing comes, ask with again = true: Meta then says whether"
            + " it was taken, and nothing is used up twice."),
        SyncRules.TooLate => (
            $"Meta hands over {what} only within 24 hours of onboarding, and they are over.", OnboardAgain),
        _ => (
            $"Meta hands over {what} once for each onboarding, and that was asked for.",
            $"Nothing needs to be done; to have it again: {OnboardAgain}"),
    };
}
