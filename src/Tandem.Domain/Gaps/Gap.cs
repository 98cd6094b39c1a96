using Tandem.Domain.Deciding;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Gaps;

/// <summary>Something that is missing, by evidence: a message, what it says, or hours of a number.</summary>
/// <param name="Id">The message's id; for a gap of the number, the id of the input that opened it.</param>
/// <param name="Kind">What is missing.</param>
/// <param name="OpenedAt">When the hub knew, by its clock.</param>
/// <remarks>It closes by itself when what was missing arrives; a person may close it after having looked.</remarks>
public sealed record Gap(string Id, GapKind Kind, DateTimeOffset OpenedAt) : IRow
{
    /// <summary>The conversation it was found in; null for a gap of the number. Follow merges from there.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The message it is about, which may not be on the timeline; null for a gap of the number.</summary>
    public string? MessageId { get; init; }

    /// <summary>WhatsApp's id of that message, if known.</summary>
    public string? Wamid { get; init; }

    /// <summary>Which way the message went, if known.</summary>
    public Direction? Direction { get; init; }

    /// <summary>First second it concerns, Unix, by Meta's clock.</summary>
    public long From { get; init; }

    /// <summary>Last second it concerns, for hours that are over; null for one message, and while it lasts.</summary>
    public long? Until { get; init; }

    /// <summary>Id of the message that names the missing one, where that is the evidence.</summary>
    public string? NamedBy { get; init; }

    /// <summary>Meta's reason, where it gives one.</summary>
    public string? Reason { get; init; }

    /// <summary>When it closed, by the hub's clock; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who closed it; null when it closed by itself.</summary>
    public string? ClosedBy { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Gap(Id);
}

/// <summary>What can be missing. Stored by name.</summary>
public enum GapKind
{
    /// <summary>131060: the phone has the message, the API was not given it.</summary>
    UnavailableToApi,

    /// <summary>A kind of message that the Cloud API does not carry.</summary>
    UnsupportedKind,

    /// <summary>131052: the media was too big, or Meta could not fetch it.</summary>
    MediaNotFetched,

    /// <summary>History named media and did not bring it.</summary>
    MediaNotShared,

    /// <summary>The platform does not have the media any more, and the hub has no copy.</summary>
    MediaExpired,

    /// <summary>The media has more bytes than this hub takes.</summary>
    MediaTooLarge,

    /// <summary>What the platform handed out are not the bytes whose hash it gave.</summary>
    MediaDamaged,

    /// <summary>The media has not come yet, after several attempts.</summary>
    MediaLate,

    /// <summary>Another sender's message, proved by its statuses only.</summary>
    ContentUnknown,

    /// <summary>A reply, reaction, edit or deletion names a message nobody handed over.</summary>
    NeverSeen,

    /// <summary>A send without an answer: it may have left or not.</summary>
    SendUnknown,

    /// <summary>Meta took a send, and no status says that it left.</summary>
    AcceptedNotSent,

    /// <summary>Hours in which app and API were not joined.</summary>
    Disconnected,

    /// <summary>The owner did not share the past.</summary>
    HistoryDeclined,

    /// <summary>History began, and its rest did not come.</summary>
    HistoryCut,

    /// <summary>Contacts or history were not asked for yet, and soon cannot be any more.</summary>
    SyncDue,

    /// <summary>Contacts or history were not asked for in time.</summary>
    SyncMissed,

    /// <summary>Nothing comes, against the number's own rhythm.</summary>
    Silence,
}

/// <summary>A message's gap, as its own row keeps it.</summary>
/// <param name="Kind">What is missing of it, or was.</param>
/// <param name="OpenedAt">When the hub knew, by its clock.</param>
/// <param name="ClosedAt">When it closed; null while it is open.</param>
/// <param name="ClosedBy">Who closed it; null when it closed by itself.</param>
public sealed record GapMark(
    GapKind Kind, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt = null, string? ClosedBy = null);
