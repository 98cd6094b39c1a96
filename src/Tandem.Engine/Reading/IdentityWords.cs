using Tandem.Domain.Identity;

namespace Tandem.Engine.Reading;

/// <summary>Makes what is known of a person's keys into what is shown.</summary>
internal static class IdentityWords
{
    public static ContactView Contact(Conversation conversation) => new(
        conversation.Keys.WaId, conversation.Keys.UserId, conversation.Username,
        conversation.BookName ?? conversation.Name)
    {
        ParentUserId = conversation.Keys.ParentUserId,
        Keys = [.. conversation.AllKeys().Select(key => Key(key, conversation))],
    };

    /// <summary>What joined and was not split off again.</summary>
    public static IReadOnlyList<MergeView> Merges(Conversation conversation) =>
        [
            .. conversation.IdentityEvents
                .Where(one => Cause(one.Kind) is not null && !conversation.Apart.Contains(one.ConversationId!))
                .GroupBy(one => one.ConversationId).Select(same => same.Last())
                .Select(one => new MergeView(
                    one.ConversationId!, Cause(one.Kind)!, one.At, one.By, one.Wamid, Keys(one, conversation))),
        ];

    public static IReadOnlyList<IdentityEventView> Events(Conversation conversation) =>
        [
            .. conversation.IdentityEvents.Select(one => new IdentityEventView(
                Wording.Word(one.Kind), one.At, Wording.Instant(one.Second), one.ConversationId, one.By, one.Wamid,
                Keys(one, conversation))),
        ];

    private static string? Cause(IdentityEventKind kind) => kind switch
    {
        IdentityEventKind.Joined => "one_event_named_both",
        IdentityEventKind.JoinedByChange => "change_announced",
        IdentityEventKind.JoinedByPerson => "person",
        _ => null,
    };

    private static IReadOnlyList<PeerKeyView> Keys(IdentityEvent one, Conversation conversation) =>
        [.. one.Keys.Select(key => Key(key, conversation))];

    private static PeerKeyView Key(string written, Conversation conversation)
    {
        var (sort, value) = written.Split(':', 2) is [var front, var rest] ? (front, rest) : ("", written);
        var kind = sort switch { "wa" => "wa_id", "user" => "user_id", _ => "parent_user_id" };
        return new PeerKeyView(kind, value, conversation.FormerKeys.Contains(PeerKeys.Canonical(written)));
    }
}
