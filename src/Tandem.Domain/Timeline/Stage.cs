namespace Tandem.Domain.Timeline;

/// <summary>How far an outgoing message is known to have travelled, weakest evidence first.</summary>
/// <remarks>
/// The order carries the design: statuses are repeated and overtake one another, so a report counts only if it
/// outranks what is known. <see cref="Failed"/> stands below <see cref="Delivered"/>: a receipt proves arrival, a
/// failure report does not prove absence. Stored by name; the numbers may change.
/// </remarks>
public enum Stage
{
    /// <summary>The Cloud API took the message and answered with a wamid.</summary>
    Accepted,

    /// <summary>Meta handed the message to the network.</summary>
    Sent,

    /// <summary>Meta gave up on the message, or refused it.</summary>
    Failed,

    /// <summary>The message is on the user's device.</summary>
    Delivered,

    /// <summary>The user opened the chat, with read receipts on.</summary>
    Read,

    /// <summary>The user listened to a voice message.</summary>
    Played,
}

/// <summary>Which way a message went.</summary>
public enum Direction
{
    /// <summary>From the customer.</summary>
    In,

    /// <summary>To the customer, from whichever of the business's ends.</summary>
    Out,
}

/// <summary>Which end a message came from, weakest evidence first: a stronger word replaces a weaker one.</summary>
public enum Origin
{
    /// <summary>Only spoken of so far (a reaction, edit or reply named it): nobody knows.</summary>
    Unseen,

    /// <summary>Seen by a status that does not carry our mark: another sender on this number.</summary>
    OtherApi,

    /// <summary>The phone or one of its companions; which one is unknown.</summary>
    App,

    /// <summary>This hub.</summary>
    Api,

    /// <summary>The customer.</summary>
    Customer,
}

/// <summary>Whether a message was seen as it happened or in the history that a phone shared; live outranks.</summary>
public enum Via
{
    /// <summary>From the phone's history: wakes nobody, opens no window, counts in no limit.</summary>
    History,

    /// <summary>As it happened.</summary>
    Live,
}
