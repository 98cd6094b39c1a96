using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Identity;

/// <summary>Finds the conversation of a person, makes it on first sight, and joins two that prove to be one.</summary>
/// <remarks>
/// Whoever is named beside each other is one person, with three exceptions: two with different business-scoped user ids
/// are two, though they had one number (it passed on, see <see cref="NumberHolders"/>); what a person split stays
/// apart; a message already known keeps its place against a mere number. Why: docs/decisions/0020-who-is-whom.md.
/// </remarks>
internal static class Threads
{
    /// <summary>The conversation of these keys; all that are theirs lead to it afterwards.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="peer">What an event says about the person.</param>
    /// <param name="at">When it was so, Unix seconds: a number has had several holders.</param>
    /// <param name="known">Conversations known to be theirs already, by messages; nulls are passed over.</param>
    public static Conversation Of(Draft draft, PeerKeys peer, long at, params ReadOnlySpan<string?> known) =>
        Of(draft, peer, at, peer.IsSure, known);

    /// <summary>The conversation of whom somebody wants to write to. Who names two keys says that they are one
    /// person's; whose a number is, only Meta says.</summary>
    public static Conversation Asked(Draft draft, PeerKeys peer) =>
        Of(draft, peer, draft.Now.ToUnixTimeSeconds(), isSure: false);

    /// <summary>A conversation for somebody nobody knows yet.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="isSecond">The decision made one already.</param>
    public static Conversation Begin(Draft draft, bool isSecond = false)
    {
        var begun = new Conversation(isSecond ? draft.Around.SecondId : draft.Around.Id, draft.Around.Position)
        {
            Privacy = draft.Around.Rules.IsPrivateUntilLive ? PrivacyState.ByRule : PrivacyState.Open,
        };
        draft.Make(begun);
        return begun;
    }

    /// <summary>All that were gathered become one. The oldest stays: its id is the one most likely known outside.
    /// </summary>
    public static Conversation Join(Draft draft, Gathering people, IdentityEventKind kind, string? by = null)
    {
        if (people.Count == 1)
            return people.Roots[0];

        var roots = people.Roots.OrderBy(root => root.Made).ThenBy(root => root.Id, StringComparer.Ordinal).ToList();
        var oldest = roots[0];
        foreach (var other in roots.Skip(1))
        {
            var names = new NamesBefore(oldest.Name, oldest.BookName, oldest.Username);
            oldest = oldest.Absorb(other).Noting(new IdentityEvent(kind, draft.Now, draft.Around.Id)
            {
                ConversationId = other.Id,
                Keys = new([.. other.AllKeys()]),
                Wamid = draft.Wamid,
                By = by,
            });
            draft.Put(other with { MergedInto = oldest.Id, NamesBefore = names, OnWire = default, Queue = default });
            draft.Do(new Effect.TellConversation(other.Id));
        }

        draft.Put(oldest);
        draft.Do(new Effect.TellConversation(oldest.Id));
        return oldest;
    }

    /// <summary>Keys that lead nowhere yet lead to a conversation from now on, and it is called by all that are theirs.
    /// </summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="root">The conversation.</param>
    /// <param name="leaf">Which of those that became it knows the person best: if it leaves, its keys go along.</param>
    /// <param name="peer">The keys.</param>
    /// <param name="at">When they were theirs, Unix seconds.</param>
    /// <param name="isSure">Whether an id among them proves whose the number was.</param>
    public static Conversation Link(
        Draft draft, Conversation root, string leaf, PeerKeys peer, long at, bool isSure)
    {
        var fresh = peer.All().Where(key => draft.Find<PeerLink>(RowRef.Peer(key)) is null).ToList();
        foreach (var key in fresh)
        {
            draft.Make(new PeerLink(key, leaf) { Since = at });
            root = Known(draft, root, key);
        }

        if (peer.NumberKey is { } number)
            root = NumberHolders.Hold(draft, root, leaf, number, at, isSure);
        var theirs = peer.AsWritten().Where(key => IsOf(draft, key, at, root)).ToList();
        root = root.CalledAlso(theirs);
        draft.Put(root);
        draft.Touch(root);
        CallMembers(draft, leaf, theirs.Where(key => HolderOf(draft, key, at) == leaf));
        return root;
    }

    /// <summary>A conversation with what waited for one of its keys, which is linked to it just now: a name, and a
    /// person's word that it is private.</summary>
    public static Conversation Known(Draft draft, Conversation root, string key) =>
        PrivacyDesk.Apply(draft, AddressBook.Name(draft, root, key), key);

    /// <summary>Whose keys these are, by the surest of them; null where they lead nowhere.</summary>
    public static string? HolderOf(Draft draft, PeerKeys peer, long at) =>
        (peer.UserId is { } userId ? Find(draft, PeerKeys.UserKey(userId)) : null)
        ?? (peer.ParentUserId is { } parentId ? Find(draft, PeerKeys.ParentKey(parentId)) : null)
        ?? (peer.NumberKey is { } number ? HolderOf(draft, number, at) : null);

    /// <summary>Whether an event names somebody else, by an id that never passes on, than what is known already.
    /// </summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="known">A message; null if there is none.</param>
    /// <param name="peer">What an event of the same wamid, or about it, says about the person.</param>
    public static bool Contradicts(Draft draft, Message? known, PeerKeys peer)
    {
        if (known?.Peer.UserId is not { } was || peer.UserId is not { } isNow || was == isNow)
            return false;

        var home = draft.Follow(known.ConversationId).Id;
        string?[] places =
        [
            Find(draft, PeerKeys.UserKey(isNow)),
            peer.ParentUserId is { } parentId ? Find(draft, PeerKeys.ParentKey(parentId)) : null,
        ];
        return !places.Any(place => place is not null && draft.Follow(place).Id == home);
    }

    /// <summary>Whether a person said that these are two.</summary>
    public static bool AreApart(Draft draft, Conversation one, Conversation other) =>
        one.Apart.Any(id => draft.Follow(id).Id == other.Id) || other.Apart.Any(id => draft.Follow(id).Id == one.Id);

    private static Conversation Of(
        Draft draft, PeerKeys peer, long at, bool isSure, params ReadOnlySpan<string?> known)
    {
        var people = new Gathering(draft, peer.UserId is not null);
        if (peer.UserId is { } userId)
            people.TakeSure(Find(draft, PeerKeys.UserKey(userId)));
        if (peer.ParentUserId is { } parentId)
            people.TakeSure(Find(draft, PeerKeys.ParentKey(parentId)));
        var holder = peer.NumberKey is { } number ? HolderOf(draft, number, at) : null;
        if (isSure)
            people.Take(holder); // an id that is new is of who has the number beside it, wherever the message was
        foreach (var id in known)
            people.Take(id);
        people.Take(holder);

        var root = people.Count > 0 ? Join(draft, people, IdentityEventKind.Joined) : Begin(draft);
        var called = Link(draft, root, people.Leaf ?? root.Id, peer, at, isSure);
        PrivacyDesk.SecludeJoined(draft, called, people.Roots);
        return called;
    }

    private static string? Find(Draft draft, string key) =>
        draft.Find<PeerLink>(RowRef.Peer(key))?.Holder();

    private static bool IsOf(Draft draft, string written, long at, Conversation root) =>
        HolderOf(draft, written, at) is { } holder && draft.Follow(holder).Id == root.Id;

    private static string? HolderOf(Draft draft, string written, long at) =>
        draft.Find<PeerLink>(RowRef.Peer(PeerKeys.Canonical(written)))?.HolderAt(at);

    /// <summary>If the leaf leaves one day, it must know what it is called.</summary>
    public static void CallMembers(Draft draft, string leaf, IEnumerable<string> written)
    {
        var keys = written.ToList();
        for (var member = draft.FindConversation(leaf)!; member.MergedInto is { } into;
            member = draft.FindConversation(into)!)
            draft.Put(member.CalledAlso(keys));
    }
}
