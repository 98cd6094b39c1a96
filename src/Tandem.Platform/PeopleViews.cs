namespace Tandem.Platform;

/// <summary>A customer as the emulator knows him.</summary>
/// <param name="Id">What the emulator's paths and the ledger call the customer.</param>
/// <param name="Name">Profile name.</param>
/// <param name="Username">WhatsApp username; null: none.</param>
/// <param name="WaId">Phone number, digits only; null when there is none.</param>
/// <param name="UserId">BSUID.</param>
/// <param name="ShowsNumber">Whether webhooks may name the phone number.</param>
/// <param name="ReadsByItself">Whether delivered messages are read without an act.</param>
/// <param name="Online">Whether the customer's device reaches the network.</param>
/// <param name="Companion">Kind of the companion in use; null: the phone.</param>
/// <param name="Waiting">Messages that wait until the customer is reachable.</param>
/// <param name="OnWhatsapp">Whether the customer has WhatsApp at all.</param>
public sealed record CustomerView(
    string Id,
    string Name,
    string? Username,
    string? WaId,
    string UserId,
    bool ShowsNumber,
    bool ReadsByItself,
    bool Online,
    string? Companion,
    int Waiting,
    bool OnWhatsapp);

/// <summary>The owner's phone as it stands.</summary>
/// <param name="PhoneNumberId">Graph id of its number.</param>
/// <param name="DisplayPhoneNumber">The number.</param>
/// <param name="VerifiedName">The name customers see.</param>
/// <param name="Online">Whether it reaches the network.</param>
/// <param name="Battery">Charge in percent.</param>
/// <param name="Charging">Whether it hangs on its charger.</param>
/// <param name="AppOpen">Whether the app is in use.</param>
/// <param name="AppVersion">Version of the app.</param>
/// <param name="UnusedSince">Since when nobody has used the app; null: it is in use.</param>
/// <param name="Inbox">Messages that wait until the phone is reachable.</param>
/// <param name="Outbox">Messages written on the phone that wait for a connection.</param>
/// <param name="Congested">Whether so much waits for it that the Cloud API takes no more.</param>
/// <param name="Greeting">What the app says to who writes for the first time; null: nothing.</param>
/// <param name="Away">What the app says while the owner is away; null: nothing.</param>
/// <param name="Companions">Devices linked to it, in the order they were linked.</param>
public sealed record PhoneView(
    string PhoneNumberId,
    string DisplayPhoneNumber,
    string VerifiedName,
    bool Online,
    double Battery,
    bool Charging,
    bool AppOpen,
    string AppVersion,
    DateTimeOffset? UnusedSince,
    int Inbox,
    int Outbox,
    bool Congested,
    string? Greeting,
    string? Away,
    IReadOnlyList<CompanionView> Companions);

/// <summary>A device linked beside the primary phone.</summary>
/// <param name="Id">Its id, unique for the phone.</param>
/// <param name="Kind">One of <see cref="Devices.CompanionKinds"/>.</param>
/// <param name="Supported">Whether what it sends is mirrored to the Cloud API.</param>
/// <param name="Online">Whether it reaches the network.</param>
/// <param name="Outbox">Messages written on it that wait for a connection.</param>
public sealed record CompanionView(string Id, string Kind, bool Supported, bool Online, int Outbox);
