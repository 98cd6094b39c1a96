using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>Throughput or a limit of a number changed.</summary>
public sealed record PhoneQualityUpdate
{
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>ONBOARDING, THROUGHPUT_UPGRADE; older: FLAGGED, UNFLAGGED, UPGRADE, DOWNGRADE.</summary>
    public string? Event { get; init; }

    /// <summary>A <c>TIER_…</c>; announced for removal.</summary>
    public WireValue OldLimit { get; init; }

    /// <summary>A <c>TIER_…</c>; announced for removal.</summary>
    public WireValue CurrentLimit { get; init; }

    public WireValue MaxDailyConversationsPerBusiness { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The portfolio's limit after the change.</summary>
    [JsonIgnore]
    public MessagingLimit? Limit => MessagingLimit.Read(MaxDailyConversationsPerBusiness);
}

/// <summary>A display name was decided upon.</summary>
public sealed record PhoneNameUpdate
{
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>APPROVED, REJECTED, DEFERRED or PENDING.</summary>
    public string? Decision { get; init; }

    public string? RequestedVerifiedName { get; init; }

    /// <summary>JSON null when there is none.</summary>
    public WireValue RejectionReason { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The PIN of two-step verification was changed or asked for.</summary>
public sealed record SecurityUpdate
{
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>PIN_CHANGED, PIN_RESET_REQUEST or PIN_REQUEST_SUCCESS.</summary>
    public string? Event { get; init; }

    /// <summary>The user who asked; not with every event.</summary>
    public WireValue Requester { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The business's own username changed.</summary>
public sealed record BusinessUsernameUpdate
{
    public string? DisplayPhoneNumber { get; init; }

    [JsonPropertyName("username")]
    public string? UsernameAsWritten { get; init; }

    /// <summary><c>approved</c>, <c>reserved</c> or <c>deleted</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The username without a leading @.</summary>
    [JsonIgnore]
    public string? Username => Usernames.Strip(UsernameAsWritten);
}
