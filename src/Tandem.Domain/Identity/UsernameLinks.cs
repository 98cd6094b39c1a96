using Tandem.Domain.Deciding;

namespace Tandem.Domain.Identity;

/// <summary>Finds people by username. It leads nowhere but for searching: usernames change hands.</summary>
public static class UsernameLinks
{
    private const string Sort = "username:";

    // Meta's are of 3 to 35 characters; a key far longer would be refused by an index, and stop its owner.
    private const int Longest = 100;

    /// <summary>The key of a username, in whatever case and with or without its at sign.</summary>
    public static string KeyOf(string username) => $"{Sort}{username.TrimStart('@').ToLowerInvariant()}";

    /// <summary>Whether a key that led to a conversation still does: a username only while they have it.</summary>
    public static bool IsStillOf(string key, Conversation conversation) =>
        !key.StartsWith(Sort, StringComparison.Ordinal)
        || (conversation.Username is { } username && KeyOf(username) == key);

    /// <summary>What leads to a conversation by its username; null if it has none.</summary>
    internal static PeerLink? Of(Conversation conversation) =>
        conversation.Username is { Length: > 0 and <= Longest } username
            ? new PeerLink(KeyOf(username), conversation.Id)
            : null;

    /// <summary>What follows of a conversation that changed from one row to another.</summary>
    /// <returns>The link to write, and the one to delete because nobody may find them by it any more.</returns>
    internal static (PeerLink? Write, RowRef? Delete) Of(Conversation? before, Conversation after) =>
        after.Username == before?.Username ? (null, null)
        : Of(after) is { } link ? (link, null)
        : MayBePrivate(after) && before?.Username is { } was ? (null, RowRef.Peer(KeyOf(was)))
        : (null, null);

    // What joined another is as private as that one, and loses its name by nothing else.
    private static bool MayBePrivate(Conversation conversation) =>
        conversation.IsPrivate || conversation.MergedInto is not null;
}
