namespace Tandem.Hub.DropIn;

/// <summary>Which of Graph's calls this hub passes on. What is not in it is unknown.</summary>
/// <remarks>
/// Refused to everybody is what could cut a number off from the hub or hand it to somebody else: registering, PINs,
/// subscriptions, overrides, and the syncs that can be asked for only once.
/// </remarks>
internal static class PassThroughTable
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<PassThroughRow> Rows { get; } =
    [
        new(NodeKind.Number, "POST", "messages", CallFate.Outbox, "send"),
        new(NodeKind.Number, "POST", "marketing_messages", CallFate.Outbox, "send"),
        new(NodeKind.Number, "GET", null, CallFate.Pass, "read"),
        new(NodeKind.Number, "POST", "media", CallFate.Pass, "send"),
        new(NodeKind.Number, "GET", "whatsapp_business_profile", CallFate.Pass, "read"),
        new(NodeKind.Number, "POST", "whatsapp_business_profile", CallFate.Pass, "manage"),
        new(NodeKind.Number, "GET", "block_users", CallFate.Pass, "read"),
        new(NodeKind.Number, "POST", "block_users", CallFate.Pass, "manage"),
        new(NodeKind.Number, "DELETE", "block_users", CallFate.Pass, "manage"),
        new(NodeKind.Number, "GET", "message_qrdls", CallFate.Pass, "read"),
        new(NodeKind.Number, "POST", "message_qrdls", CallFate.Pass, "manage"),
        new(NodeKind.Number, "POST", "conversational_automation", CallFate.Pass, "manage"),
        new(NodeKind.Number, "GET", "whatsapp_commerce_settings", CallFate.Pass, "read"),
        new(NodeKind.Number, "POST", "whatsapp_commerce_settings", CallFate.Pass, "manage"),
        new(NodeKind.Number, "GET", "whatsapp_business_encryption", CallFate.Pass, "read"),
        new(NodeKind.Number, "POST", "whatsapp_business_encryption", CallFate.Pass, "manage"),
        new(NodeKind.Number, "GET", "call_permissions", CallFate.Pass, "read"),
        new(NodeKind.Number, "GET", "settings", CallFate.Pass, "manage"),
        new(NodeKind.Number, "*", "register", CallFate.Never, "manage"),
        new(NodeKind.Number, "*", "deregister", CallFate.Never, "manage"),
        new(NodeKind.Number, "*", "request_code", CallFate.Never, "manage"),
        new(NodeKind.Number, "*", "verify_code", CallFate.Never, "manage"),
        new(NodeKind.Number, "*", "smb_app_data", CallFate.Never, "manage"),
        new(NodeKind.Number, "*", "subscribed_apps", CallFate.Never, "manage"),
        new(NodeKind.Number, "POST", "settings", CallFate.Never, "manage"),
        new(NodeKind.Number, "POST", null, CallFate.Never, "manage"), // PIN, webhook override, new display name
        new(NodeKind.Number, "DELETE", null, CallFate.Never, "manage"),
        new(NodeKind.Account, "GET", null, CallFate.Pass, "read"),
        new(NodeKind.Account, "GET", "message_templates", CallFate.Pass, "read"),
        new(NodeKind.Account, "POST", "message_templates", CallFate.Pass, "manage"),
        new(NodeKind.Account, "DELETE", "message_templates", CallFate.Pass, "manage"),
        new(NodeKind.Account, "GET", "phone_numbers", CallFate.Pass, "read"),
        new(NodeKind.Account, "GET", "template_analytics", CallFate.Pass, "read"),
        new(NodeKind.Account, "*", "subscribed_apps", CallFate.Never, "manage"),
        new(NodeKind.Account, "POST", "phone_numbers", CallFate.Never, "manage"),
        new(NodeKind.Account, "POST", null, CallFate.Never, "manage"),
        new(NodeKind.Account, "DELETE", null, CallFate.Never, "manage"),
        new(NodeKind.Media, "GET", null, CallFate.Pass, "read"),
        new(NodeKind.Media, "DELETE", null, CallFate.Pass, "send"),
        new(NodeKind.Upload, "GET", null, CallFate.Pass, "manage"),
        new(NodeKind.Upload, "POST", null, CallFate.Pass, "manage"),
        new(NodeKind.Upload, "POST", "uploads", CallFate.Pass, "manage"),
    ];

    /// <summary>The row for a call; null if there is none.</summary>
    public static PassThroughRow? Find(NodeKind kind, string method, string? edge) =>
        Rows.FirstOrDefault(row => row.Kind == kind && row.Edge == edge && (row.Method == method || row.Method == "*"));
}
