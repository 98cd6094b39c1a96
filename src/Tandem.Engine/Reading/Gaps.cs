using Tandem.Domain.Timeline;

namespace Tandem.Engine.Reading;

/// <summary>What can be missing of a message, and what a person can do about it.</summary>
/// <remarks>Source: Meta, "Onboarding WhatsApp Business app users" and error codes 131051, 131052, 131060.</remarks>
public static class Gaps
{
    /// <summary>131060: the phone has it, the API does not.</summary>
    public const string Unavailable = "unavailable_to_api";

    /// <summary>131051: a kind the Cloud API does not carry.</summary>
    public const string Unsupported = "unsupported_kind";

    /// <summary>131052: media that was too big, or that Meta could not fetch.</summary>
    public const string MediaLost = "media_not_fetched";

    /// <summary>A placeholder of history whose media never followed.</summary>
    public const string MediaPlaceholder = "media_not_shared";

    /// <summary>Another sender's message, proved only by its statuses.</summary>
    public const string ContentUnknown = "content_unknown";

    private const string LookAtPhone = "Open the chat on the phone to see it.";

    internal static GapView? Of(Message message) => message switch
    {
        { IsRevoked: true } or { Edit: not null } => null,
        { Content: null } => new(
            ContentUnknown,
            "Another sender on this number sent it; the hub knows it only by its statuses.",
            LookAtPhone + " To have such messages on the timeline, let that sender go through this hub."),
        { Content.ErrorCode: 131060 } => new(
            Unavailable,
            "WhatsApp could not hand this message to the API (131060); it may follow within seconds, or never.",
            LookAtPhone),
        { Content.ErrorCode: 131051 } => new(
            Unsupported,
            "The Cloud API does not carry messages of this kind (131051).",
            LookAtPhone),
        { Content.ErrorCode: 131052 } => new(
            MediaLost,
            "WhatsApp could not hand over the media of this message (131052); over 100 MB it never does.",
            LookAtPhone + " Ask for a smaller file if it matters."),
        { Content.Type: "media_placeholder" } => new(
            MediaPlaceholder,
            "The phone shared this message in its history without its media.",
            LookAtPhone),
        { Content: { Rank: ContentRank.Unsupported or ContentRank.Placeholder } content } => new(
            Unsupported,
            $"WhatsApp handed this message over as '{content.Type}', without what it says.",
            LookAtPhone),
        _ => null,
    };
}
