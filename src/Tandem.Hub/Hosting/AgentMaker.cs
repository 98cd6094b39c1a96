using Tandem.Engine.Agents;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Hosting;

/// <summary>Makes agents of numbers, accounts and endpoints.</summary>
internal sealed class AgentMaker(AgentPorts ports) : IAgentMaker
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Owner>> OwnersAsync(CancellationToken ct)
    {
        var numbers = await ports.Registry.NumbersAsync(ct);
        return
        [
            .. numbers.Select(number => Owner.Number(number.PhoneNumberId)),
            .. numbers.Select(number => Owner.Account(number.WabaId)).Distinct(),
            .. (await ports.Registry.EndpointsAsync(ct)).Select(endpoint => Owner.Endpoint(endpoint.Id)),
        ];
    }

    /// <inheritdoc/>
    public IAgent Make(Owner owner) => AgentChoice.Of(owner, ports);
}
