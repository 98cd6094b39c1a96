using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Driving;

/// <summary>A timeline as text that must not depend on the order in which its facts came.</summary>
/// <remarks>
/// Without our ids, without order inside one second, and without what depends on arrival by design: unread, revision,
/// hold, and the name last seen.
/// </remarks>
internal static class Canonical
{
    public static string TimelineOf(Desk desk)
    {
        var messages = desk.All<Message>().Where(message => message is { SameAs: null, IsOnlyNamed: false })
            .ToLookup(message => desk.Root(message.ConversationId).Id);
        var keys = desk.All<PeerLink>().ToLookup(link => desk.Root(link.ConversationId).Id, link => link.Key);
        var conversations = desk.Conversations.Select(conversation => string.Join('\n',
        [
            $"{string.Join(' ', keys[conversation.Id].Order(StringComparer.Ordinal))} "
                + $"keys={Peer(conversation.Keys)} last={conversation.LastMessageAt} window={conversation.WindowFrom}",
            .. messages[conversation.Id].Select(Line).Order(StringComparer.Ordinal),
        ]));
        var named = desk.All<Message>().Where(message => message is { SameAs: null, IsOnlyNamed: true })
            .Select(message => $"named {message.Wamid}").Order(StringComparer.Ordinal); // in nobody's conversation
        var open = desk.All<Gap>().Where(gap => gap.ClosedAt is null)
            .Select(gap => $"gap {gap.Kind} {gap.Wamid}").Order(StringComparer.Ordinal);
        return string.Join("\n\n", [.. conversations.Order(StringComparer.Ordinal), .. named, .. open]);
    }

    private static string Line(Message message)
    {
        var times = string.Join(',', message.StageTimes.Select(time => $"{time.Stage}@{time.At}"));
        var reactions = string.Join(',', message.Reactions.Select(r => $"{r.By}:{r.Emoji}@{r.At}"));
        return $"  {message.At} {message.Wamid} {message.Direction} {message.Origin} {message.Via} {Peer(message.Peer)}"
            + $" about={message.About} heard={message.HeardAt} by={message.SentBy}"
            + $" {message.Content?.Type} {message.Content?.Json}"
            + $" media={message.Media?.MediaId} {message.Media?.State}"
            + $" re={message.RepliesTo} stage={message.Stage} [{times}] {message.Failure} unknown={message.IsUnknown}"
            + $" edit={message.Edit} revoked={message.IsRevoked} [{reactions}] waiting={message.Waiting}";
    }

    private static string Peer(PeerKeys peer) => string.Join('+', peer.All());
}
