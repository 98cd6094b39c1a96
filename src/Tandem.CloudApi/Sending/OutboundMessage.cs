using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Sending;

/// <summary>The body of <c>POST /{phone number id}/messages</c>, for those who compose one.</summary>
/// <remarks>
/// <see cref="Outbound"/> makes the usual ones. A body that somebody else composed is read by <see cref="SendBody"/>,
/// which keeps its bytes. Source: Meta, "Send messages", read on 2026-11-22.
/// </remarks>
public sealed record OutboundMessage
{
    public string MessagingProduct { get; init; } = "whatsapp";

    /// <summary><c>individual</c> (also when absent) or <c>group</c>.</summary>
    public string? RecipientType { get; init; }

    /// <summary>A phone number in any spelling, or a group's id; wins over <see cref="Recipient"/>.</summary>
    public string? To { get; init; }

    /// <summary>A business-scoped user id (BSUID) or a parent one.</summary>
    public string? Recipient { get; init; }

    public string? Type { get; init; }

    /// <summary>What is answered.</summary>
    public OutboundContext? Context { get; init; }

    /// <summary>At most 512 characters; comes back on every status of this message.</summary>
    public string? BizOpaqueCallbackData { get; init; }

    public OutboundText? Text { get; init; }

    public OutboundMedia? Image { get; init; }

    public OutboundMedia? Video { get; init; }

    public OutboundMedia? Audio { get; init; }

    public OutboundMedia? Document { get; init; }

    public OutboundMedia? Sticker { get; init; }

    public LocationContent? Location { get; init; }

    public IReadOnlyList<ContactCard>? Contacts { get; init; }

    public OutboundReaction? Reaction { get; init; }

    public OutboundInteractive? Interactive { get; init; }

    public OutboundTemplate? Template { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The body's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, CloudApiJson.Default.OutboundMessage);
}

/// <summary>The message that is answered.</summary>
public sealed record OutboundContext
{
    /// <summary>A wamid. If it is unknown, deleted or older than 30 days, no quote is shown.</summary>
    public string? MessageId { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
