using Tandem.CloudApi.Errors;

namespace Tandem.Hub.DropIn;

/// <summary>What the drop-in says no to, in Meta's words.</summary>
internal static class GraphRefusals
{
    /// <summary>Characters of the longest <c>Idempotency-Key</c>.</summary>
    public const int LongestKey = 255;

    /// <summary>No token at all.</summary>
    public static readonly GraphError NoToken =
        new(104, "An access token is required to request this resource.");

    /// <summary>A token that is none of this hub's keys.</summary>
    public static readonly GraphError BadToken =
        new(190, "Invalid OAuth access token - Cannot parse access token");

    /// <summary>Nobody knows this path.</summary>
    public static readonly GraphError UnknownPath = new(2500, "Unknown path components");

    /// <summary>Many calls in one: sends in it would go out beside the outbox.</summary>
    public static readonly GraphError NoBatches = GraphErrors.Of(
        10, "Batch requests are not passed on: their sends would go out beside the outbox. Send them one by one.");

    /// <summary>A call that only the number's owner may make, and not through here.</summary>
    public static readonly GraphError OwnersOnly = GraphErrors.Of(
        10, "This call is not passed on: it could cut the number off from the hub. Its owner makes it at Meta.");

    /// <summary>The storage takes nothing; nothing was sent.</summary>
    public static readonly GraphError StorageAway = GraphErrors.Of(
        131016, "Not sent: the hub's storage takes nothing at the moment. It may be sent again.");

    /// <summary>Too much waits, or another process has the number; nothing was sent.</summary>
    public static readonly GraphError Busy = GraphErrors.Of(
        130429, "Not sent: the hub does not take messages for this number now. It may be sent again later.");

    /// <summary>Graph gave no answer.</summary>
    public static readonly GraphError NoAnswer = GraphErrors.Of(131016, "Graph gave no answer.");

    /// <summary>The body is larger than a message can be.</summary>
    public static readonly GraphError TooLarge = GraphErrors.Of(100, "The body is too large for a message.");

    /// <summary>What came is broken, or more than the server takes; nothing was done.</summary>
    public static readonly GraphError Unreadable = GraphErrors.Of(100, "The request could not be read.");

    /// <summary>An <c>Idempotency-Key</c> that would not do what it is sent for.</summary>
    public static readonly GraphError KeyUnusable = GraphErrors.Of(
        100,
        $"Idempotency-Key: must be one header of 1 to {LongestKey} characters. Nothing was sent: shorten it, or leave "
        + "it out.");

    /// <summary>Something in the hub failed; it is not known how far the call came.</summary>
    public static readonly GraphError Failed = GraphErrors.Of(131000, "Something in the hub failed.");

    /// <summary>The media's bytes cannot be fetched.</summary>
    public static readonly GraphError NoMedia = GraphErrors.Of(131052, "The media cannot be fetched.");

    /// <summary>The key lacks the scope.</summary>
    public static GraphError NoScope(string scope) => GraphErrors.Of(10, $"This key lacks the scope '{scope}'.");
}
