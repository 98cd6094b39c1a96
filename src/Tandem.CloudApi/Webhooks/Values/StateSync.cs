using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>A contact of the app was added, edited or removed.</summary>
public sealed record StateSync
{
    /// <summary>Only <c>contact</c> is documented.</summary>
    public string? Type { get; init; }

    public SyncedContact? Contact { get; init; }

    /// <summary><c>add</c> (also for an edit) or <c>remove</c>.</summary>
    public string? Action { get; init; }

    public StateSyncMetadata? Metadata { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The contact; a removed one has only its number.</summary>
public sealed record SyncedContact
{
    public string? FullName { get; init; }

    public string? FirstName { get; init; }

    /// <summary>In digits; absent for customers with a username.</summary>
    public string? PhoneNumber { get; init; }

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

/// <summary>When it happened.</summary>
public sealed record StateSyncMetadata
{
    /// <summary>Unix seconds: of the change, says one page; of the webhook, says the other.</summary>
    public WireValue Timestamp { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
