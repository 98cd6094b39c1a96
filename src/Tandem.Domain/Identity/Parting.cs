using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;
using Tandem.Domain.Takeover;

namespace Tandem.Domain.Identity;

/// <summary>People say who is whom: a conversation is split, or two become one. Either can be taken back.</summary>
/// <remarks>
/// After a split messages and waiting sends go by the keys they came with. A hold stays on both sides and the revision
/// moves on both: nobody who spoke for one of the two may find a bot speaking there. What is unread stays unread on
/// both, until somebody has looked. No event joins again what a person split; only a person does.
/// </remarks>
internal static class Parting
{
    public static void Split(Draft draft, Input.ConversationSplit split)
    {
        var root = draft.Root(split.ConversationId);
        draft.Subject = root.Id;
        var (part, whyNot) = split.Part.Contains(':')
            ? ByKey(draft, root, split.Part)
            : (Member(draft, root, split.Part), "that conversation is no part of this one");
        if (part is null)
        {
            draft.Outcome = Outcome.SetAside;
            draft.Reason = whyNot;
            return;
        }

        Leave(draft, draft.Root(root.Id), part, split.By);
    }

    public static void Merge(Draft draft, Input.ConversationsMerged merged)
    {
        var (one, other) = (draft.Root(merged.ConversationId), draft.Root(merged.WithId));
        draft.Subject = one.Id;
        if (one.Id == other.Id)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        draft.Put(one with { Apart = one.Apart.Without(id => draft.Follow(id).Id == other.Id) });
        draft.Put(other with { Apart = other.Apart.Without(id => draft.Follow(id).Id == one.Id) });
        var people = new Gathering(draft, namesUserId: false);
        people.TakeSure(one.Id);
        people.TakeSure(other.Id);
        var root = Threads.Join(draft, people, IdentityEventKind.JoinedByPerson, merged.By);
        PrivacyDesk.SecludeJoined(draft, root, people.Roots);
        Gate.KeepHold(draft, root);
        draft.Do(new Effect.DecideNext(new Input.TurnCame(root.Id)));
    }

    private static Conversation? Member(Draft draft, Conversation root, string id) =>
        draft.FindConversation(id) is { MergedInto: not null } member && draft.Follow(id).Id == root.Id ? member : null;

    // A key that is all a member is called leaves as that member, under the id it had.
    private static (Conversation? Part, string? WhyNot) ByKey(Draft draft, Conversation root, string key)
    {
        if (draft.Find<PeerLink>(RowRef.Peer(key)) is not { } link
            || !link.Conversations().Any(id => draft.Follow(id).Id == root.Id))
            return (null, "that key is none of this person's");

        var theirs = root.AllKeys().Select(PeerKeys.Canonical).Distinct().ToList();
        if (theirs.All(one => one == key))
            return (null, "it is the only key of this person");

        var leaf = link.Conversations().Select(draft.FindConversation).OfType<Conversation>()
            .FirstOrDefault(one => one.MergedInto is not null && draft.Follow(one.Id).Id == root.Id);
        if (leaf is not null && leaf.AllKeys().All(one => PeerKeys.Canonical(one) == key))
            return (leaf, null);

        var part = AddressBook.Name(draft, new Conversation(draft.Around.Id, draft.Around.Position), key)
            .CalledAlso(root.AllKeys().Where(one => PeerKeys.Canonical(one) == key));
        draft.Make(part);
        foreach (var id in link.Conversations())
            Forget(draft, id, root.Id, one => one == key);
        draft.Put(link with
        {
            ConversationId = Moved(link.ConversationId)!,
            Holders = new([.. link.Holders.Select(one => one with { ConversationId = Moved(one.ConversationId) })]),
        });
        return (part, null);

        string? Moved(string? id) => id is not null && draft.Follow(id).Id == root.Id ? part.Id : id;
    }

    // From a member up to the whole, nobody is called by these keys any more.
    private static void Forget(Draft draft, string from, string root, Func<string, bool> isGone)
    {
        if (draft.Follow(from).Id != root)
            return;

        for (var member = draft.FindConversation(from); member is not null;
            member = member.MergedInto is { } into ? draft.FindConversation(into) : null)
            draft.Put(member.Called(member.AllKeys().Where(key => !isGone(PeerKeys.Canonical(key)))));
    }

    private static void Leave(Draft draft, Conversation root, Conversation part, string by)
    {
        var keys = part.AllKeys().ToList();
        if (part.MergedInto is { } above)
        {
            draft.Put(part = part with { MergedInto = null });
            var gone = keys.Select(PeerKeys.Canonical).Where(key => !IsAnybodys(draft, key, root.Id)).ToHashSet();
            Forget(draft, above, root.Id, gone.Contains);
        }

        var happened = new IdentityEvent(IdentityEventKind.Split, draft.Now, draft.Around.Id)
        {
            Keys = new([.. keys]),
            By = by,
        };
        var names = part.NamesBefore ?? new NamesBefore(root.Name, root.BookName, root.Username);
        draft.Put((part with
        {
            NamesBefore = null,
            FormerKeys = new([.. part.FormerKeys.Union(root.FormerKeys).Order(StringComparer.Ordinal)]),
            Apart = new([.. part.Apart.Append(root.Id).Distinct().Order(StringComparer.Ordinal)]),
            Hold = root.Hold,
            Programs = root.Programs,
            Humans = root.Humans,
            SpokenAt = root.SpokenAt,
            HandedBackAt = root.HandedBackAt,
            Looked = root.Looked,
            Revision = root.Revision + 1,
            Unread = root.Unread,
            Privacy = root.Privacy,
        }).Noting(happened with { ConversationId = root.Id }));

        root = draft.Root(root.Id);
        draft.Put((root with
        {
            Name = Without(root.Name, names.Name, part.Name),
            BookName = Without(root.BookName, names.BookName, part.BookName),
            Username = Without(root.Username, names.Username, part.Username),
            Apart = new([.. root.Apart.Append(part.Id).Distinct().Order(StringComparer.Ordinal)]),
            IdentityEvents = root.IdentityEvents.Without(one => part.IdentityEvents.Contains(one)),
            Revision = root.Revision + 1,
        }).Noting(happened with { ConversationId = part.Id }));
        if (UsernameLinks.Of(part) is { } link)
            draft.Make(link);
        ShareSends(draft, root.Id, part.Id);
        foreach (var side in new[] { root.Id, part.Id })
        {
            draft.Put(Marked(draft, draft.Root(side)));
            Gate.KeepHold(draft, draft.Root(side));
            draft.Do(new Effect.TellConversation(side));
            draft.Do(new Effect.BringMessages(side, After: null));
            draft.Do(new Effect.DecideNext(new Input.TurnCame(side)));
        }
    }

    // Which of the keys it has now are another's.
    private static Conversation Marked(Draft draft, Conversation side)
    {
        var keys = side.AllKeys().Select(PeerKeys.Canonical).Distinct().ToList();
        side = side with { FormerKeys = side.FormerKeys.Without(key => !keys.Contains(key)) };
        return keys.Where(PeerKeys.IsNumber).Aggregate(side, (one, number) =>
            one.Marking(number, isFormer: draft.Find<PeerLink>(RowRef.Peer(number))?.Holder() is not { } holder
                || draft.Follow(holder).Id != one.Id));
    }

    // A key that both have had stays with who stays as well.
    private static bool IsAnybodys(Draft draft, string key, string root) =>
        draft.Find<PeerLink>(RowRef.Peer(key))?.Conversations().Any(id => draft.Follow(id).Id == root) == true;

    // It keeps its name unless that is the other's: then it is called as before, or by what it says next.
    private static string? Without(string? name, string? before, string? others) =>
        name is not null && name == others ? before : name;

    // Each goes by the keys it came with; what those say nothing of stays where it was asked for.
    private static void ShareSends(Draft draft, string rootId, string partId)
    {
        var (root, now) = (draft.Root(rootId), draft.Now.ToUnixTimeSeconds());
        var leaving = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in root.Queue.Select(queued => queued.SendId).Concat(root.OnWire))
        {
            if (draft.FindSend(id) is not { } send)
                continue;

            string?[] homes = [Threads.HolderOf(draft, send.To, now), send.ConversationId];
            var home = homes.OfType<string>().Select(one => draft.Follow(one).Id)
                .FirstOrDefault(one => one == partId || one == rootId, rootId);
            if (home == partId)
                leaving.Add(id);
            draft.Put(send with { ConversationId = home });
        }

        draft.Put(draft.Root(partId) with
        {
            Queue = new([.. root.Queue.Where(queued => leaving.Contains(queued.SendId))]),
            OnWire = new([.. root.OnWire.Where(leaving.Contains)]),
        });
        draft.Put(root with
        {
            Queue = root.Queue.Without(queued => leaving.Contains(queued.SendId)),
            OnWire = root.OnWire.Without(leaving.Contains),
        });
    }
}
