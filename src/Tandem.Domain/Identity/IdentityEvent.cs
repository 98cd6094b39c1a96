namespace Tandem.Domain.Identity;

/// <summary>Something that was learnt, or decided, about who a person is.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, by the hub's clock.</param>
/// <param name="Place">Id of the deciding input: what it was told by can be looked up.</param>
public sealed record IdentityEvent(IdentityEventKind Kind, DateTimeOffset At, string Place)
{
    /// <summary>The conversation that joined or left, if one did.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Which keys it is about, as they came.</summary>
    public ValueList<string> Keys { get; init; }

    /// <summary>wamid of the message, echo or status that told of it; null when none did.</summary>
    public string? Wamid { get; init; }

    /// <summary>Second of the change itself, Unix, where Meta names one.</summary>
    public long? Second { get; init; }

    /// <summary>Name of the person's key, for what a person decided.</summary>
    public string? By { get; init; }
}

/// <summary>What happened to an identity. Stored by name.</summary>
public enum IdentityEventKind
{
    /// <summary>Another conversation joined: one event named keys of both.</summary>
    Joined,

    /// <summary>Another conversation joined: Meta said that the person changed number or id.</summary>
    JoinedByChange,

    /// <summary>Another conversation joined: a person said so.</summary>
    JoinedByPerson,

    /// <summary>A person said that it is two people's: the other part left.</summary>
    Split,

    /// <summary>The person has another number or id.</summary>
    KeysChanged,

    /// <summary>The number is somebody else's now.</summary>
    NumberPassedOn,
}
