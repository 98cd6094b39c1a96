using Tandem.Drills.Storing;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>How often each fault may strike where its site is passed.</summary>
internal static class FaultRates
{
    /// <summary>One rate per site: half of them 0, the others up to the site's most.</summary>
    public static IEnumerable<double> Draw(Chance chance, bool withFaults)
    {
        foreach (var site in Enum.GetValues<FaultSite>())
        {
            var isOn = chance.Happens(0.5);
            var share = 0.2 + (0.8 * chance.Unit());
            yield return withFaults && isOn ? MostOf(site) * share : 0;
        }
    }

    /// <summary>The site a storage step is.</summary>
    public static FaultSite SiteOf(StorageStep step) => step switch
    {
        StorageStep.BeforeAppend => FaultSite.PowerCutBeforeAppend,
        StorageStep.AfterAppend => FaultSite.PowerCutAfterAppend,
        StorageStep.BeforeCommit => FaultSite.PowerCutBeforeCommit,
        StorageStep.AfterCommit => FaultSite.PowerCutAfterCommit,
        StorageStep.BeforeClaim => FaultSite.PowerCutBeforeClaim,
        StorageStep.AfterClaim => FaultSite.PowerCutAfterClaim,
        _ => FaultSite.PowerCutInRead,
    };

    // Per passage: storage steps are passed thousands of times in a storm, a second some hundred times.
    private static double MostOf(FaultSite site) => site switch
    {
        FaultSite.PowerCutInRead or FaultSite.ReadRefused => 0.001,
        FaultSite.PowerCutBeforeAppend or FaultSite.PowerCutAfterAppend => 0.02,
        FaultSite.PowerCutBeforeCommit or FaultSite.PowerCutAfterCommit => 0.01,
        FaultSite.PowerCutBeforeClaim or FaultSite.PowerCutAfterClaim => 0.1,
        FaultSite.ProcessCrash => 0.03,
        FaultSite.ProcessOverlap or FaultSite.DiskFull => 0.015,
        FaultSite.DiskBroken or FaultSite.GraphAway or FaultSite.BotAway or FaultSite.ClockJump => 0.005,
        FaultSite.StorageSlow => 0.5,
        FaultSite.WebhookForged or FaultSite.HistoryTold or FaultSite.WebhookOfAnotherApp => 0.02,
        FaultSite.PhoneRegistersAnew => 0.003,
        FaultSite.EchoUnreadable => 0.01,
        FaultSite.CallerRepeats => 0.8,
        _ => 0.25,
    };
}
