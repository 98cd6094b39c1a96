using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>Which piece of the history this is.</summary>
/// <remarks>
/// <see cref="Progress"/> 100 means that the whole synchronisation is complete; a sentence of Meta's that says so of
/// phase 2 contradicts Meta's own list of phases. Source: Meta, webhooks reference <c>history</c>.
/// </remarks>
public sealed record HistoryChunk
{
    /// <summary>0: day 0 to 1, 1: day 1 to 90, 2: day 90 to 180.</summary>
    public WireValue Phase { get; init; }

    public WireValue ChunkOrder { get; init; }

    /// <summary>Percent of the whole.</summary>
    public WireValue Progress { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>With whom a thread of the history was.</summary>
public sealed record HistoryThreadContext
{
    public string? WaId { get; init; }

    public string? UserId { get; init; }

    public string? ParentUserId { get; init; }

    [JsonPropertyName("username")]
    public string? UsernameAsWritten { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The username without a leading @.</summary>
    [JsonIgnore]
    public string? Username => Usernames.Strip(UsernameAsWritten);
}
