using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>The content of a text message.</summary>
public sealed record TextContent
{
    public string? Body { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A place. Coordinates are strings on the send page and numbers in webhooks; both are read.</summary>
public sealed record LocationContent
{
    /// <summary>Degrees north.</summary>
    public WireValue Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public WireValue Longitude { get; init; }

    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? Url { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A reaction to a message.</summary>
public sealed record ReactionContent
{
    /// <summary>The wamid reacted to.</summary>
    public string? MessageId { get; init; }

    public string? Emoji { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>Whether the reaction was taken back: the emoji is missing, or empty.</summary>
    [JsonIgnore]
    public bool IsRemoval => string.IsNullOrEmpty(Emoji);
}

/// <summary>The tap on a quick reply of a template.</summary>
public sealed record ButtonContent
{
    public string? Payload { get; init; }

    public string? Text { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A message was changed by its author.</summary>
public sealed record EditContent
{
    /// <summary>The wamid of what was changed; it may be unknown here.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>The new content: a message without sender, id and time.</summary>
    public InboundMessage? Message { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A message was deleted for everyone by its author.</summary>
public sealed record RevokeContent
{
    /// <summary>The wamid of what was deleted; it may be unknown here.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>What could not be delivered.</summary>
public sealed record UnsupportedContent
{
    /// <summary>An open set: <c>edit</c>, <c>gif</c>, <c>poll_creation</c>, <c>reaction</c> and others.</summary>
    public string? Type { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The system tells of a change to a customer.</summary>
public sealed record SystemContent
{
    public string? Body { get; init; }

    /// <summary><c>user_changed_number</c>, <c>user_changed_user_id</c> or <c>customer_identity_changed</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The new number.</summary>
    public string? WaId { get; init; }

    public string? UserId { get; init; }

    public string? PreviousUserId { get; init; }

    public string? ParentUserId { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
