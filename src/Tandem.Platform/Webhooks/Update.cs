using Tandem.Platform.Accounts;

namespace Tandem.Platform.Webhooks;

/// <summary>One message, echo or status on its way into a webhook.</summary>
internal sealed record Update
{
    public required BusinessNumber Number { get; init; }

    /// <summary>Key of the customer it is about; updates of one customer share a <c>value</c>.</summary>
    public required string Customer { get; init; }

    /// <summary>Webhook field.</summary>
    public required string Field { get; init; }

    /// <summary>Name of the array inside <c>value</c>: messages, statuses or message_echoes.</summary>
    public required string List { get; init; }

    /// <summary>The entry of that array.</summary>
    public required byte[] Item { get; init; }

    /// <summary>The entry of <c>contacts</c>; null: none.</summary>
    public byte[]? Contact { get; init; }

    /// <summary>Id in the item.</summary>
    public required string Wamid { get; init; }

    /// <summary>Message type, for the ledger.</summary>
    public string? Type { get; init; }

    /// <summary>Status, for the ledger.</summary>
    public string? Status { get; init; }
}

/// <summary>Webhook fields the platform posts.</summary>
internal static class Fields
{
    public const string Messages = "messages";
    public const string Echoes = "smb_message_echoes";
}
