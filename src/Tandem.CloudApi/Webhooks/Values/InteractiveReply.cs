using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>A customer's answer to an interactive message.</summary>
public sealed record InteractiveReply
{
    /// <summary><c>button_reply</c>, <c>list_reply</c>, <c>nfm_reply</c>, <c>call_permission_reply</c>, …</summary>
    public string? Type { get; init; }

    public ChosenOption? ButtonReply { get; init; }

    public ChosenOption? ListReply { get; init; }

    public FormReply? NfmReply { get; init; }

    public CallPermissionReply? CallPermissionReply { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The button or row that was chosen.</summary>
public sealed record ChosenOption
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A filled-in flow or address form.</summary>
public sealed record FormReply
{
    /// <summary><c>flow</c>, <c>address_message</c> or another.</summary>
    public string? Name { get; init; }

    public string? Body { get; init; }

    /// <summary>The answers, as JSON inside a string.</summary>
    public string? ResponseJson { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Whether the business may call.</summary>
public sealed record CallPermissionReply
{
    /// <summary><c>accept</c> or <c>reject</c>.</summary>
    public string? Response { get; init; }

    public bool? IsPermanent { get; init; }

    public WireValue ExpirationTimestamp { get; init; }

    public string? ResponseSource { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A cart a customer sends.</summary>
public sealed record OrderContent
{
    public string? CatalogId { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<OrderItem>? ProductItems { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One line of a cart.</summary>
public sealed record OrderItem
{
    public string? ProductRetailerId { get; init; }

    public WireValue Quantity { get; init; }

    /// <summary>Price of one, in <see cref="Currency"/>.</summary>
    public WireValue ItemPrice { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
