using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Drills.Worlds;

/// <summary>What the platform itself keeps from the hub: echoes that never come, messages nobody hands over.</summary>
internal sealed class Ghosts(World world)
{
    private static readonly (FaultSite Site, string Kind)[] Kinds =
    [
        (FaultSite.EchoNeverCame, FaultKinds.EchoLost),
        (FaultSite.MessageNeverTold, FaultKinds.InboundUnseen),
        (FaultSite.MessageWithoutContent, FaultKinds.InboundUnavailable),
    ];

    public void Begin()
    {
        foreach (var (site, kind) in Kinds)
        {
            if (world.Weather.RateOf(site) is > 0 and var rate)
                world.Platform.Act(id => new PlatformInput.AddFault(
                    id, new FaultSetup { Kind = kind, Probability = rate }));
        }
    }

    public void End()
    {
        foreach (var (site, kind) in Kinds)
        {
            var struck = world.Platform.Mind.Faults.Where(fault => fault.Setup.Kind == kind).Sum(fault => fault.Struck);
            world.Weather.Struck(site, struck);
        }

        world.Platform.Act(id => new PlatformInput.RemoveFault(id, Id: null));
    }
}
