using Tandem.Engine.Agents;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Hosting;

/// <summary>Knows which owners there are, and makes their agents.</summary>
internal interface IAgentMaker
{
    /// <summary>The owners that may have something to do without being woken: all that are registered.</summary>
    Task<IReadOnlyList<Owner>> OwnersAsync(CancellationToken ct);

    /// <summary>A new agent of an owner.</summary>
    IAgent Make(Owner owner);
}
