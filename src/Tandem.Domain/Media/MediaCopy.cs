using Tandem.Domain.Deciding;

namespace Tandem.Domain.Media;

/// <summary>Media that a message names: the platform has the bytes, for a while.</summary>
/// <param name="Id">The platform's id of it.</param>
/// <param name="MimeType">What the sender says it is; never to be trusted.</param>
/// <param name="Sha256">The hash of its bytes as the webhook gives it, 64 lower-case hex digits; null if it does not.
/// </param>
/// <param name="Name">The file's name, for documents.</param>
public sealed record MediaRef(string Id, string? MimeType, string? Sha256, string? Name);

/// <summary>The hub's own copy of a message's media: what was tried, and what became of it.</summary>
/// <param name="MediaId">The id it is fetched by.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">When the id came, by the hub's clock: its life counts from there.</param>
public sealed record MediaCopy(string MediaId, MediaState State, DateTimeOffset Since)
{
    /// <summary>How often it was tried since it was last asked for.</summary>
    public int Attempts { get; init; }

    /// <summary>How often in a row it failed for the same reason.</summary>
    public int Repeated { get; init; }

    /// <summary>Why the last attempt failed; null before the first, and once the bytes are here.</summary>
    public MediaFault? Fault { get; init; }

    /// <summary>When it is tried next; null while it is being fetched, and when nothing is tried any more.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The hash of the bytes that are kept.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How many bytes are kept.</summary>
    public long? Size { get; init; }

    /// <summary>What the bytes are, by their beginning: a MIME type.</summary>
    public string? Type { get; init; }

    /// <summary>When the bytes were kept, by the hub's clock.</summary>
    public DateTimeOffset? KeptAt { get; init; }
}

/// <summary>Where the copy of a message's media stands. Stored by name.</summary>
public enum MediaState
{
    /// <summary>It is being fetched, or will be tried again.</summary>
    Waiting,

    /// <summary>The bytes are in the hub's own files.</summary>
    Kept,

    /// <summary>It is not tried any more, unless somebody asks for it.</summary>
    Failed,
}

/// <summary>Why an attempt to get media failed. Stored by name.</summary>
public enum MediaFault
{
    /// <summary>The platform gave no answer, or one that means nothing.</summary>
    NoAnswer,

    /// <summary>The platform wants to be asked later.</summary>
    Throttled,

    /// <summary>The address had run out, or answered that there is nothing.</summary>
    AddressExpired,

    /// <summary>The answer ended before its bytes did.</summary>
    Cut,

    /// <summary>The hub's disk takes nothing.</summary>
    DiskFull,

    /// <summary>The number's token may not read it.</summary>
    NoPermission,

    /// <summary>The address leads elsewhere than to the platform: no token goes there.</summary>
    AddressRefused,

    /// <summary>The platform knows no such media (any more).</summary>
    Gone,

    /// <summary>The bytes are not those whose hash the platform gave.</summary>
    HashMismatch,

    /// <summary>More bytes than this hub takes.</summary>
    TooLarge,

    /// <summary>The id's life is over, and every attempt had failed.</summary>
    Expired,

    /// <summary>It was kept as long as the operator keeps media, and then removed.</summary>
    Outdated,
}

/// <summary>A message needs the bytes of this hash: as long as one does, the file stays.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Sha256">The hash of the bytes.</param>
/// <param name="KeptAt">When they were kept, by the hub's clock.</param>
public sealed record MediaUse(string MessageId, string Sha256, DateTimeOffset KeptAt) : IRow
{
    /// <inheritdoc/>
    public RowRef Ref => RowRef.MediaUse(MessageId);
}
