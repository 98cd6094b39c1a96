using System.Diagnostics;
using Tandem.Domain.Gaps;
using Tandem.Domain.Timeline;

namespace Tandem.Engine.Reading;

/// <summary>What can be missing, in words: what happened, what is likely behind it, what a person can do.</summary>
/// <remarks>
/// Source: Meta, "Onboarding WhatsApp Business app users", webhook <c>history</c> and error codes 131051, 131052,
/// 131060.
/// </remarks>
public static class GapWords
{
    private const string LookAtPhone = "Open the chat on the phone to see it.";

    private const string SettlesItself =
        "The first status of it settles this; unless its lane has a rule for it, the hub does not send it again.";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Enum.GetValues<GapKind>().Select(Wording.Word)];

    /// <summary>The kind of a code; null for none, and for a word that is no code.</summary>
    public static GapKind? KindOf(string? code) =>
        Enum.GetValues<GapKind>().Cast<GapKind?>().FirstOrDefault(kind => Wording.Word(kind!.Value) == code);

    /// <summary>What is missing of a message; null when nothing is.</summary>
    internal static GapView? Of(Message message) =>
        MessageGaps.Of(message) is { } kind ? Show(kind, message.Content?.Type) : null;

    /// <summary>A kind of gap in words.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="type">Meta's type of the message, where one is known.</param>
    /// <param name="about">What it is about, where a gap of the number says so.</param>
    public static GapView Show(GapKind kind, string? type = null, string? about = null)
    {
        var (reason, cause, whatToDo) = kind switch
        {
            GapKind.UnavailableToApi => (
                "WhatsApp could not hand this message to the API (131060); it may follow within seconds, or never.",
                "The customer wrote on a companion that is not mirrored, such as WhatsApp for Windows, or came by an"
                    + " ad.",
                LookAtPhone),
            GapKind.UnsupportedKind => (
                type is null or "unsupported"
                    ? "The Cloud API does not carry messages of this kind (131051)."
                    : $"WhatsApp handed this message over as '{type}', without what it says.",
                "A poll, an event, a group invitation or another kind that only the app knows.",
                LookAtPhone),
            GapKind.MediaNotFetched => (
                "WhatsApp could not hand over the media of this message (131052); over 100 MB it never does.",
                "The file is too big for the API, or Meta failed to fetch it.",
                LookAtPhone + " Ask for a smaller file if it matters."),
            GapKind.MediaNotShared => (
                "The phone shared this message in its history without its media.",
                "Media older than 14 days is not shared; newer media follows on its own.",
                LookAtPhone),
            GapKind.MediaExpired => (
                "WhatsApp does not have the media of this message any more, and no copy was made in time.",
                "Its sender deleted it, or it could not be fetched in the seven days that WhatsApp keeps it.",
                LookAtPhone + " Ask for it again if it matters."),
            GapKind.MediaTooLarge => (
                "The media of this message has more bytes than this hub takes (max_media_bytes).",
                "A long video or a large document.",
                "Raise max_media_bytes and fetch it again within seven days, or open the chat on the phone."),
            GapKind.MediaDamaged => (
                "The bytes that WhatsApp handed out are not those whose SHA-256 it gave; they were not kept.",
                "Something on the way changed or cut them, or WhatsApp mixed files up.",
                "Fetch it again; if that does not help, open the chat on the phone."),
            GapKind.MediaLate => (
                "The media of this message has not come yet; the hub goes on trying for seven days.",
                "WhatsApp does not answer or refuses the number's token, or the hub's disk is full: the message's"
                    + " media.reason says which.",
                "See to the reason. The media follows by itself, or at once when you fetch it again."),
            GapKind.ContentUnknown => (
                "Another sender on this number sent it; the hub knows it only by its statuses.",
                "A program that talks to Meta directly, not through this hub.",
                LookAtPhone + " To have such messages on the timeline, let that sender go through this hub."),
            GapKind.NeverSeen => (
                "Something here answers, edits, deletes or reacts to a message that nobody handed over.",
                "It is older than the history that was shared, was written on a companion that is not mirrored, or is"
                    + " still on its way.",
                LookAtPhone),
            GapKind.SendUnknown => (
                "The Cloud API gave no usable answer: this message may have left or not.",
                "The connection broke, or the hub was stopped, while Meta was answering.",
                SettlesItself + " Look at the phone whether it is there, and say so here."),
            GapKind.AcceptedNotSent => (
                "The Cloud API took this message half an hour ago, and no status says that it left.",
                "Meta holds it back, or the webhooks that tell of it do not reach this hub.",
                SettlesItself + " See whether other statuses arrive; if none do, check the webhook at Meta."),
            GapKind.Disconnected => (
                "App and API were not joined in these hours: what was said on the phone was not handed over.",
                "The phone was registered anew, the app was unused for 14 days, or somebody ended the link.",
                "Look through the phone's chats of these hours."),
            GapKind.HistoryDeclined => (
                "The owner chose not to share the chats of the time before the link.",
                "\"Share history\" was declined in the app when the number was connected.",
                "Onboard the number again and share them, or go without."),
            GapKind.HistoryCut => (
                "History began, and for a day nothing more of it has come.",
                "The phone was offline or its app shut while it was sharing.",
                "Keep the phone online with the app open; Meta shares history once per onboarding."),
            GapKind.Silence => (
                $"This number is {about ?? "silent against its own rhythm"}.",
                "The webhook of the app does not reach this hub, app and API were parted without a word, or it is a"
                    + " holiday.",
                "Write to the number from another phone. If nothing arrives here, look at the webhook at Meta and ask"
                    + " Meta how the number stands."),
            GapKind.SyncDue => (
                $"Meta gives {about} once, within 24 hours of onboarding; nobody has asked.",
                "The number was onboarded, and the step behind it was forgotten.",
                "Ask for them now: on the page Numbers, or with POST /v1/numbers/{id}/sync."),
            GapKind.SyncMissed => (
                $"Nobody asked for {about} within 24 hours of onboarding.",
                "The number was onboarded, and the step behind it was forgotten.",
                "Disconnect the API in the app and onboard the number again, or go without."),
            _ => throw new UnreachableException(kind.ToString()),
        };
        return new GapView(Wording.Word(kind), reason, cause, whatToDo);
    }
}
