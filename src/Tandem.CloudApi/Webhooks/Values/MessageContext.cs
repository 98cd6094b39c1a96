using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>What a message refers to.</summary>
public sealed record MessageContext
{
    /// <summary>Who wrote the quoted message.</summary>
    public string? From { get; init; }

    /// <summary>The quoted message's wamid; absent when only forwarded.</summary>
    public string? Id { get; init; }

    public bool? Forwarded { get; init; }

    public bool? FrequentlyForwarded { get; init; }

    public ReferredProduct? ReferredProduct { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The product a customer asks about.</summary>
public sealed record ReferredProduct
{
    public string? CatalogId { get; init; }

    public string? ProductRetailerId { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The advertisement or post a customer came from.</summary>
public sealed record Referral
{
    public string? SourceUrl { get; init; }

    public string? SourceId { get; init; }

    /// <summary><c>ad</c> or <c>post</c>.</summary>
    public string? SourceType { get; init; }

    public string? Headline { get; init; }

    public string? Body { get; init; }

    /// <summary>The click's id; absent for placements in statuses.</summary>
    public string? CtwaClid { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>What history knows about a message's way.</summary>
public sealed record HistoryContext
{
    /// <summary>DELIVERED, ERROR, PENDING, PLAYED, READ or SENT; upper case, unlike live statuses.</summary>
    public string? Status { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
