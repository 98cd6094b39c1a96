using Tandem.Platform.Devices;
using Tandem.Platform.Sending.Limits;

namespace Tandem.Platform.People;

/// <summary>A person with WhatsApp.</summary>
internal sealed class Customer(string key, string? waId, string userId, string name)
{
    /// <summary>What the emulator's paths and the ledger call the person.</summary>
    public string Key { get; } = key;

    /// <summary>Phone number, digits only; null for people known by their BSUID alone.</summary>
    public string? WaId { get; set; } = waId;

    /// <summary>Business-scoped user id.</summary>
    public string UserId { get; set; } = userId;

    /// <summary>New phone numbers taken so far.</summary>
    public int NumberChanges { get; set; }

    public string Name { get; set; } = name;

    /// <summary>Whether there is an account with this number; what is sent to it otherwise fails with 131026.</summary>
    public bool OnWhatsapp { get; set; } = true;

    /// <summary>Whether it is only an address of a send behind which there is no person.</summary>
    public bool IsNobody { get; init; }

    public string? Username { get; set; }

    /// <summary>Whether webhooks may name the phone number.</summary>
    public bool ShowsNumber { get; set; } = true;

    public bool ReadsByItself { get; set; } = true;

    /// <summary>Whether the customer's device reaches the network; what is sent meanwhile waits.</summary>
    public bool Online { get; set; } = true;

    /// <summary>What was sent to the customer and could not be delivered yet, oldest first.</summary>
    public List<Message> Waiting { get; } = [];

    /// <summary>What the customer read or played without a connection; the business hears of it when there is
    /// one.</summary>
    public List<Due.StatusReached> Receipts { get; } = [];

    /// <summary>What the customer wrote without a connection, oldest first.</summary>
    public List<Composed> Unsent { get; } = [];

    /// <summary>The marketing messages the customer got lately.</summary>
    public MarketingDiet Marketing { get; } = new();

    /// <summary>The companion the customer writes and reads on; null: the phone.</summary>
    public CompanionKind? Companion { get; set; }

    /// <summary>The phone number as far as the business may see it.</summary>
    public string? VisibleWaId => ShowsNumber ? WaId : null;
}
