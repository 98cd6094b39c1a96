using Tandem.Drills.Scenarios.Playing;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>Evidence that a test writes down itself.</summary>
internal static class EvidenceOf
{
    /// <summary>Nothing was done, and nothing is to be seen.</summary>
    public static Evidence Nothing { get; } = new()
    {
        Start = DateTimeOffset.UnixEpoch,
        Ledger = [],
        Messages = [],
        Conversations = [],
        Gaps = [],
        BlindSpots = [],
        Link = "connected",
        Sends = [],
        Decided = [],
        Screens = [],
        Violations = [],
    };
}
