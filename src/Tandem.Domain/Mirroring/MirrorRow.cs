namespace Tandem.Domain.Mirroring;

/// <summary>Who does something with a number that is on the phone and on the Cloud API. Written by name.</summary>
public enum Side
{
    /// <summary>A customer, towards the business.</summary>
    Customer,

    /// <summary>The business, in the WhatsApp Business app.</summary>
    App,

    /// <summary>The business, by the Cloud API.</summary>
    Api,
}

/// <summary>What the other end of the number sees of it: the hub of what is done on a phone, the owner's phone of what
/// the Cloud API sends. Written by name.</summary>
public enum Mirrored
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A <c>messages</c> webhook of its own type.</summary>
    Message,

    /// <summary>A <c>messages</c> webhook that says only that something unsupported came (131051).</summary>
    Unsupported,

    /// <summary>A <c>messages</c> webhook that says only that something came (131060).</summary>
    Unavailable,

    /// <summary>A <c>messages</c> webhook that says only that a file was too large (131052).</summary>
    TooLarge,

    /// <summary>A <c>smb_message_echoes</c> webhook.</summary>
    Echo,

    /// <summary>A <c>smb_app_state_sync</c> webhook.</summary>
    Contact,

    /// <summary>The message, in the chat on the owner's phone.</summary>
    Chat,
}

/// <summary>How sure a row is. Written by name.</summary>
public enum Sureness
{
    /// <summary>Meta says so.</summary>
    Documented,

    /// <summary>It follows from what Meta says.</summary>
    Inferred,

    /// <summary>Meta is silent: it may be otherwise.</summary>
    Open,
}

/// <summary>What one side can do on a coexistence number, and what the other end sees of it.</summary>
/// <param name="From">Who does it.</param>
/// <param name="Kind">The Cloud API's word for the type of message, or the feature's own name.</param>
/// <param name="Other">What the other end sees.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="ReadOn">When that was read: the platform changes.</param>
public sealed record MirrorRow(Side From, string Kind, Mirrored Other, string Source, DateOnly ReadOn)
{
    /// <summary>How sure it is.</summary>
    public Sureness Sureness { get; init; }

    /// <summary>Why it cannot be done on such a number; null: it can.</summary>
    public string? Barred { get; init; }

    /// <summary>What to do instead, or how to see it all the same; null where nothing helps or nothing is needed.
    /// </summary>
    public string? Instead { get; init; }

    /// <summary>What has been reported from the field and Meta does not say; null: nothing.</summary>
    public string? Reported { get; init; }
}
