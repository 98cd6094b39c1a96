namespace Tandem.Platform.People;

/// <summary>Kinds of customers' messages that reach webhooks only as <c>unsupported</c> (Meta, "Unsupported"
/// page).</summary>
internal static class InboundKinds
{
    private static readonly string[] Unsupported =
    [
        "gif", "group_invite", "hsm", "keep_in_chat", "link_preview", "list", "pin", "poll_creation", "poll_update",
        "product",
    ];

    /// <summary>Whether the webhook names the kind; the page lists edits too, and none of what onboarding switches
    /// off.</summary>
    public static bool IsNamed(string type) => type == "edit" || IsUnsupported(type);

    public static bool IsUnsupported(string type) => Array.IndexOf(Unsupported, type) >= 0;
}
