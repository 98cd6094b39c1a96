using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>One thing an account may not do for a while.</summary>
public sealed record RestrictionInfo
{
    /// <summary><c>RESTRICTED_BIZ_INITIATED_MESSAGING</c> and others.</summary>
    public string? RestrictionType { get; init; }

    /// <summary>When it ends: Unix seconds, or ISO 8601 as one vendor shows; absent when nobody says.</summary>
    public WireValue Expiration { get; init; }

    public string? Remediation { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Which policy was violated.</summary>
public sealed record ViolationInfo
{
    public string? ViolationType { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Whether an account is, will be, or no longer is disabled.</summary>
public sealed record BanInfo
{
    /// <summary>A state as text, or (older) a list of them.</summary>
    public JsonElement? WabaBanState { get; init; }

    /// <summary>A date in words, such as <c>April 17, 2025</c>.</summary>
    public WireValue WabaBanDate { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>DISABLE, REINSTATE, SCHEDULE_FOR_DISABLE; usually one.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> States => WabaBanState switch
    {
        { ValueKind: JsonValueKind.String } state => [state.GetString()!],
        { ValueKind: JsonValueKind.Array } states =>
        [
            .. states.EnumerateArray()
                .Where(state => state.ValueKind == JsonValueKind.String)
                .Select(state => state.GetString()!),
        ],
        _ => [],
    };
}

/// <summary>How a partner's certification of a client went.</summary>
public sealed record CertificationInfo
{
    public string? ClientBusinessId { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string>? RejectionReasons { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>From when international authentication rates apply.</summary>
public sealed record RateEligibility
{
    /// <summary>Unix seconds.</summary>
    public WireValue StartTime { get; init; }

    public IReadOnlyList<RateException>? ExceptionCountries { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A country with a start of its own.</summary>
public sealed record RateException
{
    public string? CountryCode { get; init; }

    /// <summary>Unix seconds.</summary>
    public WireValue StartTime { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The volume tier reached, for pricing.</summary>
public sealed record VolumeTierInfo
{
    /// <summary>Unix seconds.</summary>
    public WireValue TierUpdateTime { get; init; }

    public string? PricingCategory { get; init; }

    /// <summary>Lower and upper bound, with a colon between them.</summary>
    public string? Tier { get; init; }

    /// <summary>Year and month.</summary>
    public string? EffectiveMonth { get; init; }

    public string? Region { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
