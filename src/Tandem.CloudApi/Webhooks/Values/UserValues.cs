using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>A customer stopped or resumed marketing messages.</summary>
public sealed record UserPreference
{
    public string? WaId { get; init; }

    public string? UserId { get; init; }

    public string? ParentUserId { get; init; }

    public string? Detail { get; init; }

    /// <summary><c>marketing_messages</c>.</summary>
    public string? Category { get; init; }

    /// <summary><c>stop</c> or <c>resume</c>.</summary>
    public string? Value { get; init; }

    /// <summary>Unix seconds; an integer here, unlike in messages.</summary>
    public WireValue Timestamp { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A customer has a new business-scoped user id (BSUID), mostly because of a new number.</summary>
public sealed record UserIdUpdate
{
    public string? WaId { get; init; }

    public string? Detail { get; init; }

    public UserIdChange? UserId { get; init; }

    public UserIdChange? ParentUserId { get; init; }

    /// <summary>Unix seconds.</summary>
    public WireValue Timestamp { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An id before and after.</summary>
public sealed record UserIdChange
{
    public string? Previous { get; init; }

    public string? Current { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
