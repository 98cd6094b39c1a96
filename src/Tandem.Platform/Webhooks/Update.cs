using Tandem.Platform.Accounts;

namespace Tandem.Platform.Webhooks;

/// <summary>One message, echo, status or event of an account on its way into a webhook.</summary>
internal sealed record Update
{
    public required Account Account { get; init; }

    /// <summary>The number whose metadata stands in the value; null for what concerns the account.</summary>
    public BusinessNumber? Number { get; init; }

    /// <summary>Key of the customer it is about; updates of one customer share a <c>value</c>.</summary>
    public string? Customer { get; init; }

    /// <summary>Webhook field.</summary>
    public required string Field { get; init; }

    /// <summary>
    /// Name of the array inside <c>value</c> (messages, statuses, message_echoes, history …); null: the item is the
    /// whole value.
    /// </summary>
    public string? List { get; init; }

    /// <summary>The entry of that array, or the whole value.</summary>
    public required byte[] Item { get; init; }

    /// <summary>The entry of <c>contacts</c>; null: none.</summary>
    public byte[]? Contact { get; init; }

    /// <summary>Id in the item; null where it has none.</summary>
    public string? Wamid { get; init; }

    /// <summary>Message type, or the event, for the ledger.</summary>
    public string? Type { get; init; }

    /// <summary>Status, for the ledger.</summary>
    public string? Status { get; init; }

    /// <summary><c>entry[].id</c> where it is not the account's (Meta's second form of account_update).</summary>
    public string? EntryId { get; init; }

    /// <summary><c>entry[].time</c>, which only fields of accounts carry.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Whether the app hears of it without being subscribed to the account: it tells of the account
    /// itself.</summary>
    public bool Unasked { get; init; }

    /// <summary>The messages inside an item that carries many; null: the item is its own.</summary>
    public IReadOnlyList<Carried>? Carries { get; init; }

    /// <summary>
    /// Where it goes: the number's override, the account's, or the app's callback; null: nowhere. Fields of accounts
    /// cannot be overridden (Meta, "Webhook overrides").
    /// </summary>
    public string? Address => Fields.CanBeOverridden(Field)
        ? Number?.OverrideUrl ?? Account.OverrideUrl ?? Account.App.CallbackUrl
        : Account.App.CallbackUrl;
}

/// <summary>A message inside an item that carries many.</summary>
internal readonly record struct Carried(string Wamid, string Customer, string Type);

/// <summary>Webhook fields the platform posts.</summary>
internal static class Fields
{
    public const string Messages = "messages";
    public const string Echoes = "smb_message_echoes";
    public const string History = "history";
    public const string Contacts = "smb_app_state_sync";
    public const string Account = "account_update";
    public const string Alerts = "account_alerts";
    public const string Capability = "business_capability_update";
    public const string NumberQuality = "phone_number_quality_update";
    public const string TemplateStatus = "message_template_status_update";
    public const string TemplateQuality = "message_template_quality_update";
    public const string Preferences = "user_preferences";
    public const string UserIds = "user_id_update";

    /// <summary>All fields an app can subscribe to (Meta, "Webhooks overview" and its reference pages).</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Alerts, "account_review_update", "account_settings_update", Account, "automatic_events", Capability,
        "business_username_updates", "calls", "flows", "group_lifecycle_update", "group_participants_update",
        "group_settings_update", "group_status_update", History, "message_echoes", "message_template_components_update",
        TemplateQuality, TemplateStatus, Messages, "messaging_handovers", "partner_solutions",
        "payment_configuration_update", "phone_number_name_update", NumberQuality, "security", Contacts, Echoes,
        "standby", "template_category_update", "template_correct_category_detection", "tracking_events", UserIds,
        Preferences,
    ];

    public static bool CanBeOverridden(string field) =>
        field is Messages or Echoes or History or Contacts or Preferences or UserIds;
}
