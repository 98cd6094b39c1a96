using Tandem.Domain.Deciding;

namespace Tandem.Domain.Link;

/// <summary>What a number knows about itself: its link to the phone, and its calls on the wire.</summary>
public sealed record NumberState : IRow
{
    /// <summary>Most unanswered Graph calls of one number at a time (ARCHITECTURE: one owner, one agent).</summary>
    public const int MostOnWire = 32;

    /// <summary>Conversations that may wait for room on the wire before a program's next request is refused.</summary>
    /// <remarks>Some seconds of work. Ends of holds may exceed it: what was taken over is kept.</remarks>
    public const int MostWaiting = 1_000;

    /// <summary>Whether the app and the API are joined.</summary>
    public LinkState Link { get; init; } = LinkState.Connected;

    /// <summary>Since when, by Meta's clock, Unix seconds; null while nothing was heard.</summary>
    public long? LinkSince { get; init; }

    /// <summary>Meta's reason for a disconnection, such as <c>PRIMARY_INACTIVITY</c>.</summary>
    public string? LinkReason { get; init; }

    /// <summary>Graph calls without an answer.</summary>
    public int OnWire { get; init; }

    /// <summary>Conversations with a send that could go but for <see cref="MostOnWire"/>, in order.</summary>
    public ValueList<string> Waiting { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.NumberState;
}

/// <summary>The life of a coexistence link. Stored by name.</summary>
public enum LinkState
{
    /// <summary>App and API are joined, as far as is known.</summary>
    Connected,

    /// <summary><c>ACCOUNT_OFFBOARDED</c>: the phone registers anew; sends fail until it is reconnected.</summary>
    Offboarded,

    /// <summary><c>PARTNER_REMOVED</c>: the link is gone until somebody onboards the number again.</summary>
    Removed,
}
