namespace Tandem.Platform.Link;

/// <summary>A way in which coexistence ends.</summary>
/// <param name="Name">As the control API names it.</param>
/// <param name="Reason"><c>disconnection_info.reason</c>; null: PARTNER_REMOVED carries none.</param>
/// <param name="InitiatedBy"><c>disconnection_info.initiated_by</c>: USER or SYSTEM.</param>
/// <param name="IsChosen">Whether it is an act of its own; the others follow from something else.</param>
/// <remarks>Source: Meta, <c>account_update</c> webhook reference, 2026-09-11, table of reasons.</remarks>
public sealed record LinkEnding(string Name, string? Reason, string? InitiatedBy, bool IsChosen = false)
{
    private const string User = "USER";
    private const string System = "SYSTEM";

    /// <summary>The owner disconnects in the app's settings. Meta's table has no reason for it.</summary>
    public static LinkEnding Disconnected { get; } = new("disconnect", null, null, IsChosen: true);

    /// <summary>The number is registered with the consumer app.</summary>
    public static LinkEnding Downgraded { get; } = new("downgrade", "BUSINESS_DOWNGRADE", User, IsChosen: true);

    /// <summary>The owner deletes the WhatsApp account.</summary>
    public static LinkEnding AccountDeleted { get; } =
        new("delete_account", "ACCOUNT_DISCONNECTED", User, IsChosen: true);

    /// <summary>WhatsApp disconnects the number to enforce its terms.</summary>
    public static LinkEnding Enforced { get; } = new("enforcement", "ACCOUNT_DISCONNECTED", System, IsChosen: true);

    /// <summary>The owner moves the app to another number.</summary>
    public static LinkEnding NumberChanged { get; } = new("change_number", "CHANGE_NUMBER", User);

    /// <summary>The number is registered on a new device.</summary>
    public static LinkEnding Reregistered { get; } = new("reregister", "USER_RE_REGISTERED", User);

    /// <summary>Nobody used the app for about 14 days.</summary>
    public static LinkEnding PhoneUnused { get; } = new("primary_inactivity", "PRIMARY_INACTIVITY", System);

    /// <summary>A companion was inactive for about 30 days.</summary>
    public static LinkEnding CompanionUnused { get; } = new("companion_inactivity", "COMPANION_INACTIVITY", System);

    /// <summary>The partner registered the number for the Cloud API alone (field report).</summary>
    public static LinkEnding Taken { get; } = new("register", null, null);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LinkEnding> All { get; } =
    [
        Disconnected, Downgraded, AccountDeleted, Enforced, NumberChanged, Reregistered, PhoneUnused, CompanionUnused,
        Taken,
    ];

    /// <summary>An ending by its name; null: there is none.</summary>
    public static LinkEnding? Find(string name) => All.FirstOrDefault(ending => ending.Name == name);
}
