using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>A message object as webhooks carry it: inbound, echo, and in history.</summary>
/// <remarks>
/// Which member holds the content follows from <see cref="Type"/>. Any of <see cref="From"/>, <see cref="To"/> may be
/// absent for customers with a username; then their <c>…UserId</c> (BSUID) names them. An explicit JSON null counts
/// as absent. Source: Meta, webhooks reference <c>messages/*</c>, <c>smb_message_echoes</c>, <c>history</c>, read on
/// 2026-11-22.
/// </remarks>
public sealed record InboundMessage
{
    /// <summary>The sender's number in digits (wa_id), or the business's in an echo.</summary>
    public string? From { get; init; }

    public string? FromUserId { get; init; }

    public string? FromParentUserId { get; init; }

    /// <summary>Only in echoes: the customer; may carry a leading plus.</summary>
    public string? To { get; init; }

    public string? ToUserId { get; init; }

    public string? ToParentUserId { get; init; }

    /// <summary>The wamid. Edits and revokes have one of their own.</summary>
    public string? Id { get; init; }

    /// <summary>Unix seconds. In echoes: when the webhook was triggered, not when the message was sent.</summary>
    public WireValue Timestamp { get; init; }

    public string? Type { get; init; }

    /// <summary>What is quoted, or that it was forwarded.</summary>
    public MessageContext? Context { get; init; }

    public TextContent? Text { get; init; }

    public MediaContent? Image { get; init; }

    public MediaContent? Video { get; init; }

    public MediaContent? Audio { get; init; }

    public MediaContent? Document { get; init; }

    public MediaContent? Sticker { get; init; }

    public LocationContent? Location { get; init; }

    public IReadOnlyList<ContactCard>? Contacts { get; init; }

    public ReactionContent? Reaction { get; init; }

    /// <summary>The tap on a template's quick reply.</summary>
    public ButtonContent? Button { get; init; }

    /// <summary>The answer to an interactive message.</summary>
    public InteractiveReply? Interactive { get; init; }

    public OrderContent? Order { get; init; }

    public SystemContent? System { get; init; }

    public EditContent? Edit { get; init; }

    public RevokeContent? Revoke { get; init; }

    /// <summary>What kind could not be delivered; may be missing although the type says unsupported.</summary>
    public UnsupportedContent? Unsupported { get; init; }

    public IReadOnlyList<CloudApiError>? Errors { get; init; }

    /// <summary>The advertisement or post that led here.</summary>
    public Referral? Referral { get; init; }

    public string? GroupId { get; init; }

    /// <summary>Only in history: how far the message had come.</summary>
    public HistoryContext? HistoryContext { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>Whether the content is missing because this API cannot show it; both spellings of the type.</summary>
    [JsonIgnore]
    public bool IsUnsupported => Type is "unsupported" or "unknown";

    /// <summary>The media object, whichever of the five members holds it.</summary>
    [JsonIgnore]
    public MediaContent? Media => Image ?? Video ?? Audio ?? Document ?? Sticker;
}
