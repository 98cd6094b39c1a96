using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;

namespace Tandem.Domain.Identity;

/// <summary>Finds the conversation of a person, makes it on first sight, and joins two that prove to be one.</summary>
internal static class Threads
{
    /// <summary>The conversation of these keys; all of them lead to it afterwards.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="peer">What an event says about the person.</param>
    /// <param name="known">Conversations known to be theirs already, by messages; nulls are passed over.</param>
    public static Conversation Of(Draft draft, PeerKeys peer, params ReadOnlySpan<string?> known)
    {
        var roots = new SortedDictionary<long, Conversation>();
        foreach (var id in known)
        {
            if (id is not null)
                Add(roots, draft.Root(id));
        }

        foreach (var key in peer.All())
        {
            if (draft.Find<PeerLink>(RowRef.Peer(key)) is { } link)
                Add(roots, draft.Root(link.ConversationId));
        }

        var root = roots.Count > 0 ? Join(draft, roots.Values) : Begin(draft);
        foreach (var key in peer.All())
        {
            if (draft.Find<PeerLink>(RowRef.Peer(key)) is not null)
                continue;
            draft.Make(new PeerLink(key, root.Id));
            root = PrivacyDesk.Apply(draft, AddressBook.Name(draft, root, key), key);
        }

        var named = root with { Keys = root.Keys.Or(peer) };
        draft.Put(named);
        draft.Touch(named);
        if (named.IsPrivate && roots.Values.Any(one => !one.IsPrivate))
            PrivacyDesk.Seclude(draft, named);
        return named;
    }

    private static void Add(SortedDictionary<long, Conversation> roots, Conversation root) => roots[root.Made] = root;

    private static Conversation Begin(Draft draft)
    {
        var begun = new Conversation(draft.Around.Id, draft.Around.Position)
        {
            Privacy = draft.Around.Rules.IsPrivateUntilLive ? PrivacyState.ByRule : PrivacyState.Open,
        };
        draft.Make(begun);
        return begun;
    }

    // The oldest stays: its id is the one most likely known outside.
    private static Conversation Join(Draft draft, IReadOnlyCollection<Conversation> roots)
    {
        var oldest = roots.First();
        foreach (var other in roots.Skip(1))
        {
            oldest = oldest.Absorb(other);
            draft.Put(other with { MergedInto = oldest.Id, OnWire = default, Queue = default });
            draft.Do(new Effect.TellConversation(other.Id));
        }

        if (roots.Count > 1)
        {
            draft.Put(oldest);
            draft.Do(new Effect.TellConversation(oldest.Id));
        }

        return oldest;
    }
}
