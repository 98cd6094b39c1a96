namespace Tandem.Platform;

/// <summary>Where Meta refuses a free-form message outside the customer service window.</summary>
public enum RefusalPlace
{
    /// <summary>In the HTTP answer of the send.</summary>
    Answer,

    /// <summary>By a <c>failed</c> status after the send was accepted.</summary>
    Status,
}

/// <summary>Whose word the platform follows.</summary>
public enum PlatformProfile
{
    /// <summary>Meta's documents.</summary>
    Documented,

    /// <summary>What people report from the field, where it differs.</summary>
    Field,
}

/// <summary>What webhooks tell of a message they cannot carry.</summary>
public enum Unseen
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A message of type <c>unsupported</c> with 131060 and no content.</summary>
    Unavailable,
}
