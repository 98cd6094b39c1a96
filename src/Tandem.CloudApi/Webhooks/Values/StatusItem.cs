using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>How far a sent message came.</summary>
/// <remarks>Order is not promised, and delivered may be missing when read comes at once.</remarks>
public sealed record StatusItem
{
    /// <summary>The wamid of the message it is about.</summary>
    public string? Id { get; init; }

    /// <summary><c>sent</c>, <c>delivered</c>, <c>read</c>, <c>played</c>, <c>failed</c> or another.</summary>
    public string? Status { get; init; }

    /// <summary>Unix seconds.</summary>
    public WireValue Timestamp { get; init; }

    /// <summary>The customer's number in digits, or the group's id; absent for customers with a username.</summary>
    public string? RecipientId { get; init; }

    public string? RecipientUserId { get; init; }

    public string? RecipientParentUserId { get; init; }

    /// <summary>Another spelling of <see cref="RecipientParentUserId"/>.</summary>
    public string? ParentRecipientUserId { get; init; }

    /// <summary>Another spelling of <see cref="RecipientParentUserId"/>.</summary>
    public string? ParentUserId { get; init; }

    public string? RecipientType { get; init; }

    public string? RecipientParticipantId { get; init; }

    public string? RecipientIdentityKeyHash { get; init; }

    /// <summary>What the sender wrote into the send; the only mark of ours that comes back.</summary>
    public string? BizOpaqueCallbackData { get; init; }

    public StatusConversation? Conversation { get; init; }

    public StatusPricing? Pricing { get; init; }

    public IReadOnlyList<CloudApiError>? Errors { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The parent BSUID, in whichever of three spellings it came.</summary>
    [JsonIgnore]
    public string? RecipientParent => RecipientParentUserId ?? ParentRecipientUserId ?? ParentUserId;
}

/// <summary>The conversation Meta bills, up to v23; since v24 only inside a free entry point.</summary>
public sealed record StatusConversation
{
    public string? Id { get; init; }

    /// <summary>Unix seconds; only on sent.</summary>
    public WireValue ExpirationTimestamp { get; init; }

    public ConversationOrigin? Origin { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Why the conversation is billed.</summary>
public sealed record ConversationOrigin
{
    public string? Type { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The category, international authentication always with a dash.</summary>
    [JsonIgnore]
    public string? Category => BillingCategory.Normalise(Type);
}

/// <summary>What a message costs; on sent and on one of delivered and read.</summary>
public sealed record StatusPricing
{
    public bool? Billable { get; init; }

    public string? PricingModel { get; init; }

    public string? Type { get; init; }

    [JsonPropertyName("category")]
    public string? CategoryAsWritten { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The category, international authentication always with a dash.</summary>
    [JsonIgnore]
    public string? Category => BillingCategory.Normalise(CategoryAsWritten);
}

/// <summary>Billing categories, which two members of one status spell differently.</summary>
public static class BillingCategory
{
    /// <summary>International authentication as <c>authentication-international</c>; others as they came.</summary>
    public static string? Normalise(string? category) =>
        category == "authentication_international" ? "authentication-international" : category;
}
