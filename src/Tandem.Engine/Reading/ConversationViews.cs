namespace Tandem.Engine.Reading;

/// <summary>The thread with one person on one number.</summary>
/// <param name="Id">Ours.</param>
/// <param name="PhoneNumberId">The number it is on.</param>
/// <param name="Contact">The person.</param>
/// <param name="LastMessageAt">Latest second any message evidence names; null before the first.</param>
/// <param name="Unread">Customer's live messages since the business last answered or read.</param>
/// <param name="SpokenForBy">Who speaks instead of bots now: <c>phone</c> or an agent's name; <c>review</c> when
/// something could not be read and bots wait until a person has looked; null for nobody.</param>
/// <param name="SpokenForSince">Since when.</param>
/// <param name="SpokenForUntil">Until when, if nothing prolongs it; null when only a person ends it.</param>
/// <param name="Revision">Counts changes of voice.</param>
/// <param name="Window">The customer service window.</param>
/// <param name="Queued">Sends that wait for their turn.</param>
/// <param name="Private">It is private: no words are kept, and all but the owner see only that it exists.</param>
public sealed record ConversationView(
    string Id,
    string PhoneNumberId,
    ContactView Contact,
    DateTimeOffset? LastMessageAt,
    int Unread,
    string? SpokenForBy,
    DateTimeOffset? SpokenForSince,
    DateTimeOffset? SpokenForUntil,
    long Revision,
    WindowView Window,
    int Queued,
    bool Private = false);

/// <summary>The person a conversation is with.</summary>
/// <param name="WaId">Digits of the phone number as WhatsApp writes it; null for users known by username only.</param>
/// <param name="UserId">Business-scoped user id (BSUID).</param>
/// <param name="Username">The username last seen.</param>
/// <param name="Name">The name in the phone's address book; without one, the profile name last seen.</param>
public sealed record ContactView(string? WaId, string? UserId, string? Username, string? Name);

/// <summary>The customer service window: 24 hours from the customer's latest live message.</summary>
/// <param name="OpenUntil">When it closes or closed; null when the customer never wrote.</param>
public sealed record WindowView(DateTimeOffset? OpenUntil)
{
    /// <summary>24 hours. Source: Meta, "Send messages", customer service windows.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);
}
