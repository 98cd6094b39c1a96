namespace Tandem.Engine.Agents;

/// <summary>
/// The one that applies what an owner has to apply. It has no loop: a host, a grain or a drill calls it.
/// </summary>
public interface IAgent
{
    /// <summary>Takes a bounded amount of work, commits it, starts its effects and returns.</summary>
    /// <returns>When it wants to be called again.</returns>
    /// <exception cref="Storing.StaleOwnerException">Another agent has the owner: let this one rest. Whoever waited for
    /// it has been told; its next turn claims the owner again.</exception>
    /// <exception cref="Storing.JournalFullException">Nothing was written: call again in a while.</exception>
    /// <exception cref="Storing.StorageBrokenException">End the process.</exception>
    Task<TurnResult> TurnAsync(CancellationToken ct);
}

/// <summary>When an agent wants its next turn.</summary>
/// <param name="HasMore">At once: there is more than one turn's work.</param>
/// <param name="WakeAt">At this time at the latest, by the hub's clock; null when only news can wake it.</param>
public readonly record struct TurnResult(bool HasMore, DateTimeOffset? WakeAt);
