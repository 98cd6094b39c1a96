using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>Marks people private, or takes the mark back; also those who never wrote.</summary>
/// <param name="Contacts">Numbers with their country code (<c>+4915112345678</c>) or user ids (<c>US.13491…</c>).
/// </param>
/// <param name="Private">true: private from now on. false: open from now on.</param>
public sealed record PrivateContactsBody(IReadOnlyList<string>? Contacts, bool? Private);

/// <summary>Makes one conversation private, or open again.</summary>
/// <param name="Private">Which of the two.</param>
public sealed record PrivateBody(bool? Private);

/// <summary>What was decided about people.</summary>
/// <param name="Data">One entry for each contact, in the order they were named.</param>
/// <param name="Note">What follows for what is stored already.</param>
public sealed record PrivateContactsTaken(IReadOnlyList<PrivateContactTaken> Data, string Note);

/// <summary>What was decided about one contact.</summary>
/// <param name="Contact">As it was named.</param>
/// <param name="Private">What holds now.</param>
/// <param name="Changed">false: it held before.</param>
public sealed record PrivateContactTaken(string Contact, bool Private, bool Changed);

/// <summary>A conversation after it was made private or open.</summary>
/// <param name="Conversation">As the caller sees it now.</param>
/// <param name="Note">What follows for what is stored already.</param>
public sealed record PrivateConversationTaken(ConversationView Conversation, string Note);

/// <summary>What such bodies must say, and what the answers say.</summary>
internal static class PrivateBodyRules
{
    /// <summary>Most contacts of one call: each is a decision of its own.</summary>
    public const int MostContacts = 500;

    /// <summary>What the answer says of the past.</summary>
    public static string NoteOf(bool isPrivate) => isPrivate
        ? "Nothing they say is kept, forwarded or shown to agents and bots from now on; what was stored of it has lost "
        + "its words. The raw webhooks stay in the journal, for the owner."
        : "What they say from now on is kept, forwarded and shown. "
        + "What came while they were private is not brought back.";

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Mistake(PrivateContactsBody body)
    {
        if (body.Private is null)
            return "private: say true or false.";
        if (body.Contacts is not { Count: > 0 and <= MostContacts } contacts)
            return $"contacts: give a list of 1 to {MostContacts} people; send more in further calls.";
        for (var i = 0; i < contacts.Count; i++)
        {
            if (ContactKeys.PeerOf(contacts[i]) is null)
            {
                return $"contacts[{i}]: is neither a number with its country code, such as +4915112345678, "
                    + "nor a user id, such as US.13491208655302741918; write it in one of these forms.";
            }
        }

        return null;
    }
}
