using Tandem.Domain.Deciding;

namespace Tandem.Domain.Identity;

/// <summary>What the phone's address book says of a person, under one of their keys; kept also for strangers.</summary>
/// <param name="Key">As <see cref="PeerKeys.All"/> writes it.</param>
/// <param name="At">When the phone said so, Unix seconds.</param>
public sealed record ContactCard(string Key, long At) : IRow
{
    /// <summary>The full name; null when the entry was removed.</summary>
    public string? Name { get; init; }

    /// <summary>The username, if named.</summary>
    public string? Username { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Contact(Key);

    /// <summary>Whether this says more than another: the later word, whichever came first.</summary>
    public bool Replaces(ContactCard? other) =>
        other is null || At > other.At || (At == other.At && string.CompareOrdinal(Name, other.Name) > 0);
}
