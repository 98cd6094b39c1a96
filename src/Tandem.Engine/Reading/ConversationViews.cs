using Tandem.Domain.Mirroring;

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
    bool Private = false)
{
    /// <summary>Conversations that proved to be this one and still are, oldest first: each can be split off again.
    /// </summary>
    public IReadOnlyList<MergeView> Merges { get; init; } = [];

    /// <summary>Everything that was learnt and decided about who this is, oldest first.</summary>
    public IReadOnlyList<IdentityEventView> Identity { get; init; } = [];
}

/// <summary>The person a conversation is with.</summary>
/// <param name="WaId">Digits of the phone number as WhatsApp writes it; null for users known by username only.</param>
/// <param name="UserId">Business-scoped user id (BSUID).</param>
/// <param name="Username">The username last seen.</param>
/// <param name="Name">The name in the phone's address book; without one, the profile name last seen.</param>
public sealed record ContactView(string? WaId, string? UserId, string? Username, string? Name)
{
    /// <summary>The BSUID that linked portfolios of one business share; null for most.</summary>
    public string? ParentUserId { get; init; }

    /// <summary>Everything they are or were called, as it came.</summary>
    public IReadOnlyList<PeerKeyView> Keys { get; init; } = [];
}

/// <summary>One key of a person.</summary>
/// <param name="Kind"><c>wa_id</c>, <c>user_id</c> or <c>parent_user_id</c>.</param>
/// <param name="Value">As it came. Two national forms of one number are two entries.</param>
/// <param name="Former">It is not theirs any more.</param>
public sealed record PeerKeyView(string Kind, string Value, bool Former);

/// <summary>A conversation that proved to be another's.</summary>
/// <param name="Id">Its id: what a split names.</param>
/// <param name="Cause"><c>one_event_named_both</c>, <c>change_announced</c> or <c>person</c>.</param>
/// <param name="At">When, by the hub's clock.</param>
/// <param name="By">Who said so, for a person's word.</param>
/// <param name="Wamid">The message, echo or status that named both; see its life.</param>
/// <param name="Keys">What it was called.</param>
public sealed record MergeView(
    string Id, string Cause, DateTimeOffset At, string? By, string? Wamid, IReadOnlyList<PeerKeyView> Keys);

/// <summary>Something that was learnt or decided about who a person is.</summary>
/// <param name="Kind"><c>joined</c>, <c>joined_by_change</c>, <c>joined_by_person</c>, <c>split</c>,
/// <c>keys_changed</c> or <c>number_passed_on</c>.</param>
/// <param name="At">When, by the hub's clock.</param>
/// <param name="ChangedAt">When it happened, by Meta's clock, where Meta says so.</param>
/// <param name="ConversationId">The other conversation, if one joined, left or took the number.</param>
/// <param name="By">Who decided it, for what a person did.</param>
/// <param name="Wamid">The message that told of it, if one did.</param>
/// <param name="Keys">Which keys it is about.</param>
public sealed record IdentityEventView(
    string Kind,
    DateTimeOffset At,
    DateTimeOffset? ChangedAt,
    string? ConversationId,
    string? By,
    string? Wamid,
    IReadOnlyList<PeerKeyView> Keys);

/// <summary>The customer service window: 24 hours from the customer's latest live message.</summary>
/// <param name="OpenUntil">When it closes or closed; null when the customer never wrote.</param>
public sealed record WindowView(DateTimeOffset? OpenUntil)
{
    /// <summary>24 hours. Source: Meta, "Send messages", customer service windows.</summary>
    public static readonly TimeSpan Length = Circumstances.WindowLength;
}
