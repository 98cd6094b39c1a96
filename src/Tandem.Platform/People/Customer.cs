namespace Tandem.Platform.People;

/// <summary>A person with WhatsApp.</summary>
internal sealed class Customer(string key, string? waId, string userId, string name)
{
    /// <summary>What the emulator's paths and the ledger call the person.</summary>
    public string Key { get; } = key;

    /// <summary>Phone number, digits only; null for people known by their BSUID alone.</summary>
    public string? WaId { get; } = waId;

    /// <summary>Business-scoped user id.</summary>
    public string UserId { get; } = userId;

    public string Name { get; set; } = name;

    public string? Username { get; set; }

    /// <summary>Whether webhooks may name the phone number.</summary>
    public bool ShowsNumber { get; set; } = true;

    public bool ReadsByItself { get; set; } = true;

    /// <summary>The phone number as far as the business may see it.</summary>
    public string? VisibleWaId => ShowsNumber ? WaId : null;
}
