using Tandem.Engine.Feeds;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>Makes the agent that an owner's family asks for.</summary>
public static class AgentChoice
{
    /// <summary>A new agent; whoever is no number and no endpoint is an account's, which sets aside what nobody owns.
    /// </summary>
    public static IAgent Of(Owner owner, AgentPorts ports) => owner.Family switch
    {
        "number" => new NumberAgent(owner.Id, ports),
        "endpoint" => new EndpointAgent(owner.Id, ports),
        _ => new AccountAgent(owner, ports),
    };
}
