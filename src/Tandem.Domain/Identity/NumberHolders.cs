using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;

namespace Tandem.Domain.Identity;

/// <summary>Whose a phone number is, by time: it may be given up, and taken by somebody else.</summary>
/// <remarks>
/// A business-scoped user id never passes on, so an event that names one beside a number tells whose the number was in
/// that second. What names the number alone belongs to whoever held it then, whatever was heard first: when the holders
/// change, messages that were filed before are looked at again.
/// </remarks>
internal static class NumberHolders
{
    /// <summary>An event named a number, in this conversation.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="root">The conversation.</param>
    /// <param name="leaf">The member of it that the number leads to.</param>
    /// <param name="number">The number's key.</param>
    /// <param name="at">When, Unix seconds.</param>
    /// <param name="isSure">Whether an id beside it proves whose it was.</param>
    public static Conversation Hold(
        Draft draft, Conversation root, string leaf, string number, long at, bool isSure)
    {
        var link = draft.Find<PeerLink>(RowRef.Peer(number))!;
        var known = Known(link).ToList();
        if (at < link.Since)
            draft.Put(link = link with { Since = at });

        var holderId = link.HolderAt(at);
        var holder = holderId is null ? null : draft.Follow(holderId);
        if (holder?.Id == root.Id)
        {
            if (isSure && link.Holders.Count == 0)
                draft.Put(link with { Holders = new(new Holder(at, holderId)) }); // with whom it leaves, if that leaves
            else if (isSure && at < link.Holders[0].Since)
                draft.Put(link with { Holders = new([link.Holders[0] with { Since = at }, .. link.Holders.Skip(1)]) });
            return root;
        }

        if (holder is null)
        {
            var isTheirs = isSure || root.Made == draft.Around.Position;
            return isTheirs ? Fill(draft, root, link, at, leaf) : root;
        }

        if (!isSure || Threads.AreApart(draft, holder, root))
            return root;
        return Mark(draft, root, Put(draft, link, [.. known, new Holder(at, leaf)]), holder);
    }

    /// <summary>A number is this conversation's from a second on, by Meta's word.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="root">The conversation.</param>
    /// <param name="leaf">The member of it that changed: if that leaves, the number goes along.</param>
    /// <param name="written">The digits, as they came.</param>
    /// <param name="at">Since when, Unix seconds.</param>
    public static Conversation Give(Draft draft, Conversation root, string leaf, string written, long at)
    {
        var number = PeerKeys.Canonical($"wa:{written}");
        var called = root.CalledAlso([$"wa:{written}"]);
        var mine = new Holder(at, leaf) { IsTold = true };
        if (draft.Find<PeerLink>(RowRef.Peer(number)) is not { } link)
        {
            draft.Make(new PeerLink(number, leaf) { Since = at, Holders = new(new Holder(0, null), mine) });
            return Threads.Known(draft, called, number);
        }

        var before = link.HolderAt(at) is { } id ? draft.Follow(id) : null;
        if (before is not null && Threads.AreApart(draft, before, root))
            return root;

        var earlier = link.IsUnknownBefore(at) ? [] : Known(link).Where(one => one.Since < at);
        var later = Known(link).Where(one => one.Since > at && !IsOf(draft, one, root));
        return Mark(
            draft, called,
            Put(draft, link, [.. earlier.DefaultIfEmpty(new Holder(0, null)), mine, .. later]), before);
    }

    /// <summary>A number is not this conversation's any more from a second on, by Meta's word.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="root">The conversation.</param>
    /// <param name="leaf">The member of it that changed.</param>
    /// <param name="written">The digits, as they came.</param>
    /// <param name="at">Since when, Unix seconds.</param>
    public static Conversation GiveUp(Draft draft, Conversation root, string leaf, string written, long at)
    {
        var number = PeerKeys.Canonical($"wa:{written}");
        var called = root.CalledAlso([$"wa:{written}"]);
        if (draft.Find<PeerLink>(RowRef.Peer(number)) is not { } link)
        {
            link = new PeerLink(number, leaf)
            {
                Since = at,
                Holders = new(new Holder(0, leaf), new Holder(at, null)),
            };
            draft.Make(link);
            return Threads.Known(draft, called, number).Marking(number, isFormer: true);
        }

        // Of those who are known to have had it, none had it before: until then it was this person's.
        var before = link.HolderAt(at - 1) is { } id ? draft.Follow(id) : null;
        var known = Known(link).ToList();
        if (link.IsUnknownBefore(at))
            known = [new Holder(0, leaf), .. known.Select(one => one with { Since = Math.Max(one.Since, at) })];
        else if (before?.Id != root.Id)
            return root; // somebody else's already

        // Who is known to have it later has had it since: nobody else is known.
        var later = known.Where(one => one.Since >= at && (one.IsTold || !IsOf(draft, one, root))).ToList();
        var hasNext = later.Count > 0 && !IsOf(draft, later[0], root);
        var after = hasNext ? later[0] with { Since = at } : new Holder(at, null);
        return Mark(
            draft, called,
            Put(draft, link, [.. known.Where(one => one.Since < at), after, .. later.Skip(hasNext ? 1 : 0)]), before);
    }

    private static Conversation Fill(Draft draft, Conversation root, PeerLink link, long at, string leaf)
    {
        var gap = link.Holders.Last(one => one.Since <= at || one == link.Holders[0]);
        if (link.Holders.TakeWhile(one => one != gap).LastOrDefault() is { } before && IsOf(draft, before, root))
            return root; // who gave it up has it again when Meta says so: in any other order this were no news
        if (link.Holder() is null)
            root = PrivacyDesk.ApplySince(draft, root, link.Key, gap.Since);
        var filled = link.Holders.Select(one => one == gap ? one with { ConversationId = leaf } : one);
        return Mark(draft, root, Put(draft, link, [.. filled]), before: null);
    }

    // Before anything sure was said, it was whose it was first seen with.
    private static IEnumerable<Holder> Known(PeerLink link) =>
        link.Holders.Count > 0 ? link.Holders : [new Holder(link.Since ?? 0, link.ConversationId)];

    private static bool IsOf(Draft draft, Holder holder, Conversation root) =>
        holder.ConversationId is { } id && draft.Follow(id).Id == root.Id;

    private static PeerLink Put(Draft draft, PeerLink link, IEnumerable<Holder> holders)
    {
        var changed = link with { Holders = new([.. holders.OrderBy(one => one.Since)]) };
        draft.Put(changed);
        return changed;
    }

    // All who have or had it know which of the two; whoever had it in the second that changed is looked at again.
    private static Conversation Mark(Draft draft, Conversation root, PeerLink link, Conversation? before)
    {
        var now = link.Holder() is { } id ? draft.Follow(id).Id : null;
        root = root.Marking(link.Key, isFormer: now != root.Id);
        foreach (var other in link.Conversations().Select(draft.Follow).DistinctBy(one => one.Id).ToList())
        {
            if (other.Id == root.Id)
                continue;

            var marked = other.Marking(link.Key, isFormer: now != other.Id);
            if (marked != other && now == root.Id)
                marked = marked.Noting(new IdentityEvent(
                    IdentityEventKind.NumberPassedOn, draft.Now, draft.Around.Id)
                {
                    ConversationId = root.Id,
                    Keys = new(link.Key),
                    Wamid = draft.Wamid,
                });
            if (draft.Put(marked))
                draft.Do(new Effect.TellConversation(other.Id));
        }

        if (before is not null)
            draft.Do(new Effect.BringMessages(before.Id, After: null));
        return root;
    }
}
