using Tandem.Domain.Deciding;

namespace Tandem.Domain.Identity;

/// <summary>Names from the phone's address book. They name known people; they make no conversations.</summary>
internal static class AddressBook
{
    public static void See(Draft draft, Input.ContactSeen seen)
    {
        var link = seen.Peer.All()
            .Select(key => draft.Find<PeerLink>(RowRef.Peer(key)))
            .FirstOrDefault(found => found is not null);
        if (link is null || seen.Name is null)
        {
            draft.Reason = link is null ? "nobody known by these keys" : "a removal takes no name away";
            return;
        }

        var conversation = draft.Root(link.ConversationId);
        if (draft.Put(conversation with { Name = seen.Name, Username = seen.Username ?? conversation.Username }))
            draft.Do(new Effect.TellConversation(conversation.Id));
        else
            draft.Outcome = Outcome.Duplicate;
    }
}
