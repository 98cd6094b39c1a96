using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Domain.Privacy;

namespace Tandem.Domain.Identity;

/// <summary>Names from the phone's address book. They name known people, and wait for those who never wrote.</summary>
internal static class AddressBook
{
    public static void See(Draft draft, Input.ContactSeen seen)
    {
        if (PrivacyDesk.IsPrivate(draft, seen.Peer))
        {
            draft.Conceal();
            draft.Reason = "private: not kept";
            return;
        }

        var isNews = false;
        foreach (var key in seen.Peer.All())
        {
            var card = new ContactCard(key, seen.At) { Name = seen.Name, Username = seen.Username };
            if (card.Replaces(draft.Find<ContactCard>(card.Ref)))
                isNews |= draft.Put(card);
        }

        SyncDesk.ContactCame(draft);
        if (!isNews)
        {
            draft.Outcome = Outcome.Duplicate;
            return;
        }

        var holder = Threads.HolderOf(draft, seen.Peer, seen.At);
        if (holder is null || seen.Name is null)
        {
            draft.Reason = holder is null ? "kept until this person writes" : "a removal takes no name away";
            return;
        }

        var conversation = draft.Root(holder);
        var named = conversation with { BookName = seen.Name, Username = seen.Username ?? conversation.Username };
        if (draft.Put(named))
            draft.Do(new Effect.TellConversation(conversation.Id));
    }

    /// <summary>A conversation with the name that waited for one of its keys, which is linked to it just now.</summary>
    public static Conversation Name(Draft draft, Conversation conversation, string key) =>
        draft.Find<ContactCard>(RowRef.Contact(key)) is { Name: { } name } card
            ? conversation with
            {
                BookName = conversation.BookName ?? name,
                Username = conversation.Username ?? card.Username,
            }
            : conversation;
}
