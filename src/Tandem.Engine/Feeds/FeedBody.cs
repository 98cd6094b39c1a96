using System.Text.Json;
using Tandem.Domain.Identity;

namespace Tandem.Engine.Feeds;

/// <summary>
/// What one decision tells subscribers: ids of what changed, and the webhook item to pass on, if any.
/// </summary>
public sealed record FeedBody
{
    /// <summary>The kind of an entry that concerns a whole account.</summary>
    public const string OfAccount = "account";

    /// <summary>Messages that are new on a timeline or changed.</summary>
    public IReadOnlyList<ToldMessage>? Messages { get; init; }

    /// <summary>Messages that proved to be another: gone from the timeline.</summary>
    public IReadOnlyList<GoneMessage>? Gone { get; init; }

    /// <summary>Conversations whose head changed: who speaks, unread, last message.</summary>
    public IReadOnlyList<string>? Conversations { get; init; }

    /// <summary>Sends whose state changed.</summary>
    public IReadOnlyList<string>? Sends { get; init; }

    /// <summary>Gaps that opened, changed or closed.</summary>
    public IReadOnlyList<string>? Gaps { get; init; }

    /// <summary>The number itself changed: its link.</summary>
    public bool Number { get; init; }

    /// <summary>What endpoints in Meta's format are sent.</summary>
    public ForwardedItem? Webhook { get; init; }
}

/// <summary>A message that is new or changed.</summary>
public sealed record ToldMessage(string Id, bool IsNew);

/// <summary>A message row that proved to be another.</summary>
public sealed record GoneMessage(string Id, string SameAs);

/// <summary>One item as endpoints in Meta's format get it: never a duplicate, otherwise as Meta wrote it.</summary>
public sealed record ForwardedItem
{
    /// <summary>Meta's field.</summary>
    public required string Field { get; init; }

    /// <summary>
    /// Which list of the value holds the item: <c>messages</c>, <c>statuses</c>, …; null: the item is the value.
    /// </summary>
    public string? List { get; init; }

    /// <summary>The item.</summary>
    public JsonElement Item { get; init; }

    /// <summary>The element of <c>contacts[]</c> that goes with it.</summary>
    public JsonElement? Contact { get; init; }

    /// <summary><c>entry.id</c>.</summary>
    public string? EntryId { get; init; }

    /// <summary><c>entry.time</c>, Unix seconds, for the fields that have one.</summary>
    public long? EntryTime { get; init; }

    /// <summary><c>metadata.display_phone_number</c>.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>Whom it concerns beside the entry's own number: all numbers of an account.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }

    /// <summary>Whom it names, for what stands in no conversation: who is private later is told of no more.</summary>
    public PeerKeys? Person { get; init; }

    /// <summary>The outbox item a status is about: the caller's own callback data is put back from it.</summary>
    public string? SendId { get; init; }

    /// <summary>
    /// Name of the sender, for what this hub sent itself: the sender's own endpoint does not need it.
    /// </summary>
    public string? SentBy { get; init; }
}
