namespace Tandem.Domain.Link;

/// <summary>A question to Meta about a number, and the latest answer to it.</summary>
/// <param name="Id">Names the question: answers to earlier ones do not count.</param>
/// <param name="Cause">Why it was asked: one of the constants here.</param>
/// <param name="AskedAt">When, by the hub's clock.</param>
public sealed record LinkInquiry(string Id, string Cause, DateTimeOffset AskedAt)
{
    /// <summary>The platform said that app and API are parted.</summary>
    public const string Parted = "parted";

    /// <summary>The platform said that a number of the account is joined, and not which.</summary>
    public const string Joined = "joined";

    /// <summary>Meta refused a call because of the number or its token.</summary>
    public const string Refused = "refused";

    /// <summary>The number was registered here.</summary>
    public const string Registered = "registered";

    /// <summary>A person wants to know.</summary>
    public const string Person = "person";

    /// <summary>How often it was asked so far, this time included.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>The answer is still out.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The word that caused it named no number, and the account has several.</summary>
    public bool IsGuess { get; init; }

    /// <summary>The second of the word that caused it, by Meta's clock, Unix; null where no word did.</summary>
    public long? HeardAt { get; init; }

    /// <summary>Meta said "joined" before a phone could have been registered anew: the guess was about another number.
    /// </summary>
    public bool IsAlibi { get; init; }

    /// <summary>How Meta's latest answer relates to what the hub believed; null before the first.</summary>
    public LinkVerdict? Verdict { get; init; }

    /// <summary>What it said.</summary>
    public LinkWord? Word { get; init; }

    /// <summary>Whether the app has the number too, by the latest node; null while none said so.</summary>
    public bool? IsOnBizApp { get; init; }

    /// <summary>When it said so; or when its silence was noticed.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Meta's error code, where it refused to say.</summary>
    public int? Code { get; init; }

    /// <summary>When it is asked again; null when all is clear.</summary>
    public DateTimeOffset? NextAt { get; init; }
}

/// <summary>How Meta's answer relates to what the hub believed. Stored by name.</summary>
public enum LinkVerdict
{
    /// <summary>Meta says the same.</summary>
    Confirmed,

    /// <summary>Meta says otherwise.</summary>
    Denied,

    /// <summary>Meta gave no answer, or none that says how the number stands.</summary>
    Unreachable,
}

/// <summary>How a number stands by Meta's word. Stored by name.</summary>
public enum LinkWord
{
    /// <summary>No word.</summary>
    None,

    /// <summary>The Cloud API has the number.</summary>
    Joined,

    /// <summary>It has not.</summary>
    Parted,

    /// <summary>Graph does not know the number, or this token may not see it.</summary>
    Unknown,
}

/// <summary>What the node of a number says. Source: Meta, "Phone number" node; "Onboard WhatsApp Business app users".
/// </summary>
/// <param name="PlatformType"><c>CLOUD_API</c> while the Cloud API has it, otherwise <c>NOT_APPLICABLE</c>.</param>
/// <param name="Status">Such as <c>CONNECTED</c> or <c>DISCONNECTED</c>.</param>
/// <param name="IsOnBizApp">Whether the app has it too.</param>
/// <param name="OnboardedAt">Latest onboarding, Unix seconds.</param>
public sealed record NumberNode(string? PlatformType, string? Status, bool? IsOnBizApp, long? OnboardedAt)
{
    /// <summary>How the number stands.</summary>
    public LinkWord Word => this switch
    {
        { Status: "DISCONNECTED" } => LinkWord.Parted,
        { PlatformType: "CLOUD_API" } => LinkWord.Joined,
        { PlatformType: not null } => LinkWord.Parted,
        _ => LinkWord.None,
    };
}
