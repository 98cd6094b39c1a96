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

    public static bool IsUnsupported(string type) => Array.IndexOf(Unsupported, type) >= 0;
}
