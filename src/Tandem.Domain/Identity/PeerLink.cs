using Tandem.Domain.Deciding;

namespace Tandem.Domain.Identity;

/// <summary>One key of a person, and whose it is.</summary>
/// <param name="Key">As <see cref="PeerKeys.All"/> writes it.</param>
/// <param name="ConversationId">Where it was first seen. Follow <see cref="Conversation.MergedInto"/> from there.
/// </param>
/// <remarks>Merges change no link, so that they can be undone. A number may pass on: then it has had several holders.
/// </remarks>
public sealed record PeerLink(string Key, string ConversationId) : IRow
{
    /// <summary>Earliest second of anything that named it, Unix; null in rows older than this member.</summary>
    public long? Since { get; init; }

    /// <summary>Of a number: since when it is known to be whose, by time. Empty while nothing sure was said.</summary>
    public ValueList<Holder> Holders { get; init; }

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Peer(Key);

    /// <summary>Whose it was in a second; null when it was given up and nobody is known to have taken it.</summary>
    public string? HolderAt(long second)
    {
        if (Holders.Count == 0)
            return ConversationId;

        var at = Holders[0];
        foreach (var holder in Holders)
            at = holder.Since <= second ? holder : at;
        return at.ConversationId;
    }

    /// <summary>Whether nothing says whose it was before a second: at most that somebody wrote from it.</summary>
    public bool IsUnknownBefore(long second) => Holders.Count > 0 ? Holders[0].Since >= second : Since >= second;

    /// <summary>Whose it is now; null when nobody is known to have it.</summary>
    public string? Holder() => HolderAt(long.MaxValue);

    /// <summary>Every conversation it leads or led to.</summary>
    public IEnumerable<string> Conversations() =>
        Holders.Select(holder => holder.ConversationId).OfType<string>().Prepend(ConversationId).Distinct();
}

/// <summary>Whose a number is from a second on.</summary>
/// <param name="Since">Unix second, by Meta's clock.</param>
/// <param name="ConversationId">Whose; null: its holder gave it up.</param>
public sealed record Holder(long Since, string? ConversationId)
{
    /// <summary>Meta said so in that second; otherwise it is the earliest event that showed it.</summary>
    public bool IsTold { get; init; }
}
