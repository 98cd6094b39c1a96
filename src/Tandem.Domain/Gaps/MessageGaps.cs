using Tandem.Domain.Deciding;
using Tandem.Domain.Media;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Gaps;

/// <summary>Opens and closes the gaps of messages: what is missing of one follows from its row alone.</summary>
public static class MessageGaps
{
    // Some ten minutes: what fails so often needs somebody to look.
    private const int LateAttempts = 4;

    /// <summary>What is missing of a message; null when nothing is.</summary>
    public static GapKind? Of(Message message) => message switch
    {
        { SameAs: not null } or { About: not null } => null,
        { IsUnknown: true } => GapKind.SendUnknown,
        { IsOverdue: true } => GapKind.AcceptedNotSent,
        { Content.Rank: ContentRank.Private } => null, // left out on purpose
        { Origin: Origin.Unseen } => GapKind.NeverSeen,
        { IsRevoked: true } => null,
        { Media: { } media } when OfMedia(media) is { } kind => kind,
        { Edit: not null } => null,
        { Content: null } => GapKind.ContentUnknown,
        { Content.ErrorCode: 131060 } => GapKind.UnavailableToApi,
        { Content.ErrorCode: 131052 } => GapKind.MediaNotFetched,
        { Content.Type: "media_placeholder" } => GapKind.MediaNotShared,
        { Content.Rank: ContentRank.Unsupported or ContentRank.Placeholder } => GapKind.UnsupportedKind,
        _ => null,
    };

    /// <summary>A message's gap as a row of its own; null when it never had one.</summary>
    public static Gap? RowOf(Message? message) => message?.Gap is not { } mark
        ? null
        : new Gap(message.Id, mark.Kind, mark.OpenedAt)
        {
            ConversationId = message.ConversationId,
            MessageId = message.Id,
            Wamid = message.Wamid,
            Direction = message.Direction,
            From = message.At,
            NamedBy = message.NamedBy,
            ClosedAt = mark.ClosedAt,
            ClosedBy = mark.ClosedBy,
        };

    /// <summary>The message with its mark brought up to date.</summary>
    internal static Message Marked(Message message, DateTimeOffset now) =>
        message with { Gap = Mark(message.Gap, Of(message), now) };

    /// <summary>A person has looked: the gap is closed, until something else is found missing.</summary>
    internal static void Close(Draft draft, Message message, string by)
    {
        if (!draft.Put(message with { Gap = Closed(message, by, draft.Now) }))
            draft.Outcome = Outcome.Duplicate;
    }

    /// <summary>A message's mark after a person's word; one that is closed already stays as it is.</summary>
    internal static GapMark? Closed(Message message, string by, DateTimeOffset now) =>
        message.Gap is { ClosedAt: null } open ? open with { ClosedAt = now, ClosedBy = by } : message.Gap;

    /// <summary>A row proved to be another message: what was missing of it is there.</summary>
    internal static void Dissolve(Draft draft, Message other)
    {
        if (RowOf(other) is not { ClosedAt: null } open)
            return;

        draft.Make(open with { ClosedAt = draft.Now });
        draft.Do(new Effect.TellGap(open.Id));
    }

    // An edit changes the words beside the picture: its bytes are missing as before.
    private static GapKind? OfMedia(MediaCopy media) => media switch
    {
        { State: MediaState.Kept } or { Fault: MediaFault.Outdated } => null,
        { State: MediaState.Failed, Fault: MediaFault.TooLarge } => GapKind.MediaTooLarge,
        { State: MediaState.Failed, Fault: MediaFault.HashMismatch } => GapKind.MediaDamaged,
        { State: MediaState.Failed } => GapKind.MediaExpired,
        { Fault: MediaFault.NoPermission or MediaFault.DiskFull or MediaFault.AddressRefused } => GapKind.MediaLate,
        { Attempts: >= LateAttempts } => GapKind.MediaLate,
        _ => null,
    };

    private static GapMark? Mark(GapMark? mark, GapKind? kind, DateTimeOffset now) => (mark, kind) switch
    {
        (null, null) or ({ ClosedAt: not null }, null) => mark,
        ({ ClosedAt: null }, null) => mark with { ClosedAt = now },
        (null, { } found) => new GapMark(found, now),
        ({ ClosedAt: null }, { } found) => mark with { Kind = found },
        ({ ClosedBy: not null } closed, { } found) when closed.Kind == found => mark,
        (_, { } found) => new GapMark(found, now),
    };
}
