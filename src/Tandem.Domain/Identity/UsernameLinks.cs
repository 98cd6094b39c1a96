using Tandem.Domain.Deciding;

namespace Tandem.Domain.Identity;

/// <summary>Finds people by username. It leads nowhere but for searching: usernames change hands.</summary>
public static class UsernameLinks
{
    private const string Sort = "username:";

    /// <summary>The key of a username, in whatever case and with or without its at sign.</summary>
    public static string KeyOf(string username) => $"{Sort}{username.TrimStart('@').ToLowerInvariant()}";

    /// <summary>Whether a key that led to a conversation still does: a username only while they have it.</summary>
    public static bool IsStillOf(string key, Conversation conversation) =>
        !key.StartsWith(Sort, StringComparison.Ordinal)
        || (conversation.Username is { } username && KeyOf(username) == key);

    /// <summary>What follows of a conversation that changed from one row to another.</summary>
    /// <returns>The link to write, and the one to delete because nobody may find them by it any more.</returns>
    internal static (PeerLink? Write, RowRef? Delete) Of(Conversation? before, Conversation after) =>
        after.Username == before?.Username ? (null, null)
        : after.Username is { Length: > 0 } username ? (new PeerLink(KeyOf(username), after.Id), null)
        : (after.IsPrivate || after.MergedInto is not null) && before?.Username is { } was ? (null, RowRef.Peer(KeyOf(was)))
        : (null, null);
}
