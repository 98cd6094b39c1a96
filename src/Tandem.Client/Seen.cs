using System.Text.Json;

namespace Tandem.Client;

/// <summary>The thread with one person on one number.</summary>
public sealed record Conversation
{
    /// <summary>The hub's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>The number it is on.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>The person.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Who speaks instead of bots now: <c>phone</c>, an agent's name, <c>review</c>; null for nobody.
    /// </summary>
    public string? SpokenForBy { get; init; }

    /// <summary>Until when, if nothing prolongs it.</summary>
    public DateTimeOffset? SpokenForUntil { get; init; }

    /// <summary>Counts changes of voice.</summary>
    public long Revision { get; init; }

    /// <summary>The customer's messages since the business last answered or read.</summary>
    public int Unread { get; init; }

    /// <summary>It is private: nobody but the owner sees more than that it exists.</summary>
    public bool Private { get; init; }
}

/// <summary>A person.</summary>
public sealed record Contact
{
    /// <summary>Digits of the number as WhatsApp writes it; null for those known by a username only.</summary>
    public string? WaId { get; init; }

    /// <summary>Business-scoped user id (BSUID).</summary>
    public string? UserId { get; init; }

    /// <summary>The username last seen.</summary>
    public string? Username { get; init; }

    /// <summary>The name in the phone's address book, else the profile's.</summary>
    public string? Name { get; init; }
}

/// <summary>One message on a timeline.</summary>
public sealed record TimelineMessage
{
    /// <summary>The hub's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>WhatsApp's id; null until the Cloud API has answered.</summary>
    public string? Wamid { get; init; }

    /// <summary>Meta's <c>type</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public string? Direction { get; init; }

    /// <summary><c>customer</c>, <c>app</c>, <c>api</c> or <c>other_api</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>How far an outgoing one came.</summary>
    public string? Status { get; init; }

    /// <summary>Its second.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The app said it by itself: nobody spoke by it.</summary>
    public bool Automatic { get; init; }

    /// <summary>The message as Meta writes it; null while unknown.</summary>
    public JsonElement? Content { get; init; }
}
