using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>The value of field <c>account_update</c>, in both forms Meta shows.</summary>
/// <remarks>
/// The coexistence page names the number and its WABA is <c>entry.id</c>; the reference page names the WABA in
/// <see cref="WabaInfo"/>, and <c>entry.id</c> is another id. <see cref="WebhookItem.WabaId"/> resolves both.
/// </remarks>
public sealed record AccountUpdate
{
    /// <summary>PARTNER_REMOVED, ACCOUNT_OFFBOARDED, ACCOUNT_RECONNECTED, ACCOUNT_RESTRICTION and others.</summary>
    public string? Event { get; init; }

    public string? PhoneNumber { get; init; }

    public WabaInfo? WabaInfo { get; init; }

    public DisconnectionInfo? DisconnectionInfo { get; init; }

    public IReadOnlyList<RestrictionInfo>? RestrictionInfo { get; init; }

    public ViolationInfo? ViolationInfo { get; init; }

    public BanInfo? BanInfo { get; init; }

    public CertificationInfo? PartnerClientCertificationInfo { get; init; }

    /// <summary>ISO 3166 code of the primary location.</summary>
    public string? Country { get; init; }

    public RateEligibility? AuthInternationalRateEligibility { get; init; }

    public VolumeTierInfo? VolumeTierInfo { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Which WhatsApp Business Account, and who is involved.</summary>
public sealed record WabaInfo
{
    public string? WabaId { get; init; }

    public string? OwnerBusinessId { get; init; }

    public string? PartnerAppId { get; init; }

    public string? SolutionId { get; init; }

    public IReadOnlyList<string>? SolutionPartnerBusinessIds { get; init; }

    public string? AdAccountLinked { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Why a number left the Cloud API; may be absent.</summary>
public sealed record DisconnectionInfo
{
    /// <summary>For example <c>PRIMARY_INACTIVITY</c>.</summary>
    public string? Reason { get; init; }

    public string? InitiatedBy { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
