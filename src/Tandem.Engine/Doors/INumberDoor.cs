using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Doors;

/// <summary>How everybody outside reaches the agent of a number: API, console, drop-in and drills alike.</summary>
/// <remarks>
/// Nothing here assumes that the agent lives in this process. A command completes once its decision is committed.
/// </remarks>
public interface INumberDoor
{
    /// <summary>Asks for a send. Completes when the decision is durable: queued, released or refused.</summary>
    /// <exception cref="NumberUnknownException">The number is not registered here.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; try again later.</exception>
    /// <exception cref="NotTakenException">Nothing was taken over: too much waits, or another process has the
    /// number.</exception>
    /// <exception cref="DecisionUnknownException">It may have been decided or not.</exception>
    Task<Send> AskAsync(string phoneNumberId, SendDraft draft, CancellationToken ct);

    /// <summary>Waits until a send is in another state, or the time is over.</summary>
    /// <param name="send">The send as the caller knows it.</param>
    /// <param name="phoneNumberId">The number.</param>
    /// <param name="until">When waiting ends, by the hub's clock.</param>
    /// <param name="ct">The caller left.</param>
    /// <returns>The send as it stands then.</returns>
    Task<Send> AwaitChangeAsync(string phoneNumberId, Send send, DateTimeOffset until, CancellationToken ct);

    /// <summary>Takes a send back if it has not been released.</summary>
    /// <returns>The send as it stands then: withdrawn, or too late.</returns>
    Task<Send> WithdrawAsync(string phoneNumberId, string sendId, string code, CancellationToken ct);

    /// <summary>Any other command of a person: takeover, hand-back, read.</summary>
    Task<Decision> CommandAsync(string phoneNumberId, Input command, CancellationToken ct);

    /// <summary>Takes an item again that was set aside; whoever owns it decides, number or account.</summary>
    Task<Decision> RetryAsync(Owner owner, Input.ItemRetried retried, CancellationToken ct);
}

/// <summary>Nothing was taken over, and the same request may be made again after a while.</summary>
/// <param name="message">Why, in words for the caller.</param>
/// <param name="retryAfter">When asking again has a chance.</param>
public sealed class NotTakenException(string message, TimeSpan retryAfter)
    : JournalFullException(message)
{
    /// <summary>When asking again has a chance.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>Nobody can say whether a request was decided: its agent lost the storage while it was stored.</summary>
public sealed class DecisionUnknownException(Exception inner)
    : Exception("It is not known whether this was stored. Look before asking again.", inner);

/// <summary>What is stored about a conversation cannot be read: nothing was done, and a person must look.</summary>
public sealed class UndecidableException() : Exception("This cannot be decided; the hub has noted why.");

/// <summary>The number is not registered with this hub.</summary>
public sealed class NumberUnknownException(string phoneNumberId)
    : Exception($"Phone number id {phoneNumberId} is not registered here; register it with POST /v1/numbers.");
