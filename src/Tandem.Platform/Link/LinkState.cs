namespace Tandem.Platform.Link;

/// <summary>How a number stands between the app on a phone and the Cloud API.</summary>
public enum LinkState
{
    /// <summary>Only the app has it; the Cloud API does not know it yet.</summary>
    AppOnly,

    /// <summary>Coexistence: both ends have it, and 1:1 chats are mirrored.</summary>
    Connected,

    /// <summary>The phone is being registered anew; the Cloud API is suspended until it is done.</summary>
    Offboarded,

    /// <summary>Coexistence has ended; the app may go on without the Cloud API.</summary>
    Removed,

    /// <summary>An ordinary Cloud API number without an app.</summary>
    CloudOnly,
}
