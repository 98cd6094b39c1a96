using System.Globalization;

namespace Tandem.Drills;

/// <summary>
/// How big worlds are: the middle of each measure over many of them. An exploration is worth no more than its worlds.
/// </summary>
/// <param name="Storm">How long people write and things break, without the calm behind it.</param>
/// <param name="CustomersMessages">What customers write; edits, deletions and reactions not counted.</param>
/// <param name="Sends">Calls to send a message that left the hub.</param>
/// <param name="FaultKinds">Different faults that struck.</param>
/// <param name="HubEnds">How often a hub process ended: killed, by a power cut, by its disk, replaced.</param>
public sealed record MedianWorld(
    TimeSpan Storm, long CustomersMessages, long Sends, long FaultKinds, long HubEnds)
{
    /// <summary>The middle of these worlds, measure by measure.</summary>
    /// <param name="worlds">At least one.</param>
    public static MedianWorld Of(IReadOnlyList<WorldReport> worlds)
    {
        return new MedianWorld(
            TimeSpan.FromTicks(Middle(world => world.Storm.Ticks)),
            Middle(world => world.Counts[WorldReport.CustomersMessages]),
            Middle(world => world.Counts[WorldReport.SendsOnTheWire]),
            Middle(world => world.Faults.Count),
            Middle(world => world.Counts[WorldReport.HubProcesses] - 1));

        long Middle(Func<WorldReport, long> measure) =>
            worlds.Select(measure).Order().ElementAt((worlds.Count - 1) / 2);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Storm.TotalHours:0.0} h of storm, {CustomersMessages} messages of customers, {Sends} sends on the wire, "
        + $"{FaultKinds} kinds of faults, {HubEnds} ends of a hub process");
}
