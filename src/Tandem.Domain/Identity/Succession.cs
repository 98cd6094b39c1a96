using Tandem.Domain.Deciding;
using Tandem.Domain.Privacy;

namespace Tandem.Domain.Identity;

/// <summary>A person has another number or id, by Meta's word: the conversation goes on under the new one.</summary>
/// <remarks>
/// The old number is nobody's after that second, so that whoever takes it is not filed under its former holder; what
/// came from it within the second was still theirs. The new one may have been somebody else's before; what was said
/// from it until then stays theirs.
/// </remarks>
internal static class Succession
{
    public static void See(Draft draft, Input.PeerChanged changed)
    {
        var (before, after, at) = (changed.Before, changed.After, changed.At);
        var people = new Gathering(draft, namesUserId: false);
        var ids = new[] { before, after }.SelectMany(peer => (peer with { WaId = null }).All());
        foreach (var key in ids)
            people.TakeSure(draft.Find<PeerLink>(RowRef.Peer(key))?.Holder());
        if (before.NumberKey is { } old && draft.Find<PeerLink>(RowRef.Peer(old)) is { } had
            && !had.IsUnknownBefore(at + 1))
            people.TakeSure(had.HolderAt(at));
        if (after.NumberKey is { } taken && draft.Find<PeerLink>(RowRef.Peer(taken)) is { } link
            && link.IsUnknownBefore(at))
            people.TakeSure(link.HolderAt(at)); // nobody is known to have had it before: it was this person all along

        var happened = new IdentityEvent(IdentityEventKind.KeysChanged, draft.Now, draft.Around.Id)
        {
            Keys = new([.. before.AsWritten(), .. after.AsWritten()]),
            Wamid = draft.Wamid,
            Second = at,
        };
        if (people.Roots.Any(root => root.IdentityEvents.Any(one => IsSame(one, happened))))
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        var person = people.Count > 0
            ? Threads.Join(draft, people, IdentityEventKind.JoinedByChange)
            : Threads.Begin(draft);
        var leaf = people.Leaf ?? person.Id;
        person = Threads.Link(draft, person, leaf, before with { WaId = null }, at, isSure: true);
        person = Threads.Link(draft, person, leaf, after with { WaId = null }, at, isSure: true);
        if (before.UserId is { } was && after.UserId is { } isNow && was != isNow)
            person = person.Marking(PeerKeys.UserKey(was), isFormer: true);
        if (before.ParentUserId is { } wasParent && after.ParentUserId is { } isParent && wasParent != isParent)
            person = person.Marking(PeerKeys.ParentKey(wasParent), isFormer: true);
        if (before.NumberKey is { } left && after.NumberKey is { } now && left != now)
        {
            person = NumberHolders.GiveUp(draft, person, leaf, before.WaId!, at + 1);
            person = NumberHolders.Give(draft, person, leaf, after.WaId!, at);
            Threads.CallMembers(draft, leaf, [$"wa:{before.WaId}", $"wa:{after.WaId}"]);
        }

        draft.Put(person.Noting(happened));
        draft.Touch(person);
        PrivacyDesk.SecludeJoined(draft, person, people.Roots);
        draft.Do(new Effect.TellConversation(person.Id));
    }

    private static bool IsSame(IdentityEvent one, IdentityEvent other) =>
        one.Kind == other.Kind && one.Second == other.Second && one.Keys == other.Keys;
}
