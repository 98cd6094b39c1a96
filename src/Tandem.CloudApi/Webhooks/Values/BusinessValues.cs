using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>The review of an account was decided.</summary>
public sealed record AccountReviewUpdate
{
    /// <summary>APPROVED, REJECTED, PENDING or DEFERRED.</summary>
    public string? Decision { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Something about the business or a number needs attention.</summary>
public sealed record AccountAlert
{
    /// <summary>BUSINESS, PHONE_NUMBER or CURRENT_STATUS_ID.</summary>
    public string? EntityType { get; init; }

    public WireValue EntityId { get; init; }

    public AlertInfo? AlertInfo { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The alert itself.</summary>
public sealed record AlertInfo
{
    /// <summary>CRITICAL, WARNING or INFORMATIONAL.</summary>
    public string? AlertSeverity { get; init; }

    /// <summary>ACTIVE or NONE.</summary>
    public string? AlertStatus { get; init; }

    public string? AlertType { get; init; }

    public string? AlertDescription { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Limits of the portfolio and of its accounts.</summary>
public sealed record BusinessCapabilityUpdate
{
    /// <summary>An integer (-1: unlimited) in Meta's example, a <c>TIER_…</c> in Meta's table.</summary>
    public WireValue MaxDailyConversationsPerBusiness { get; init; }

    /// <summary>Older, per number.</summary>
    public WireValue MaxDailyConversationPerPhone { get; init; }

    public WireValue MaxPhoneNumbersPerWaba { get; init; }

    public WireValue MaxPhoneNumbersPerBusiness { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>How many customers the portfolio may write to first in 24 hours.</summary>
    [JsonIgnore]
    public MessagingLimit? Limit => MessagingLimit.Read(MaxDailyConversationsPerBusiness);
}

/// <summary>A payment configuration changed.</summary>
public sealed record PaymentConfigurationUpdate
{
    public string? ConfigurationName { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderMid { get; init; }

    public string? Status { get; init; }

    /// <summary>Unix seconds.</summary>
    public WireValue CreatedTimestamp { get; init; }

    /// <summary>Unix seconds.</summary>
    public WireValue UpdatedTimestamp { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A multi-partner solution changed. Here <c>entry.id</c> is a business, not a WABA.</summary>
public sealed record PartnerSolution
{
    public string? Event { get; init; }

    public string? SolutionId { get; init; }

    public string? SolutionStatus { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
