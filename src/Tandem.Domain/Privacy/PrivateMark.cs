using Tandem.Domain.Deciding;

namespace Tandem.Domain.Privacy;

/// <summary>What a person of the business decided about somebody, under one of their keys; kept also for those who
/// never wrote, so that it counts before the first word of theirs comes.</summary>
/// <param name="Key">As <see cref="Identity.PeerKeys.All"/> writes it.</param>
/// <param name="IsPrivate">true: private. false: open, whatever the number's rule says of those undecided.</param>
/// <param name="By">Name of the person's key.</param>
/// <param name="At">When, by the hub's clock.</param>
public sealed record PrivateMark(string Key, bool IsPrivate, string By, DateTimeOffset At) : IRow
{
    /// <inheritdoc/>
    public RowRef Ref => RowRef.Private(Key);
}

/// <summary>Whether a conversation is private, and by whose word. Stored by name.</summary>
public enum PrivacyState
{
    /// <summary>It is the business's.</summary>
    Open,

    /// <summary>The number's rule says so, until a person decides or the customer writes live.</summary>
    ByRule,

    /// <summary>A person said so; only a person takes it back.</summary>
    Marked,
}
