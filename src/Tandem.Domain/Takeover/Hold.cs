namespace Tandem.Domain.Takeover;

/// <summary>Somebody speaks for a conversation, so bots do not.</summary>
/// <param name="By"><c>phone</c>, or the sender name of an agent.</param>
/// <param name="Since">When it began, by the hub's clock.</param>
/// <param name="Until">When it ends by itself, by the hub's clock; exclusive.</param>
/// <param name="CausedBy">Id of the message that caused it last; null for a command.</param>
public sealed record Hold(string By, DateTimeOffset Since, DateTimeOffset Until, string? CausedBy)
{
    /// <summary>The name under which the phone (or one of its companions) speaks: which person is unknown.</summary>
    public const string Phone = "phone";

    /// <summary>Whether bots are held at this instant.</summary>
    public bool IsActiveAt(DateTimeOffset instant) => instant < Until;

    /// <summary>Of two holds, either of which may be absent, the one that ends later.</summary>
    public static Hold? Longer(Hold? a, Hold? b) => a is null ? b : b is null || a.Until >= b.Until ? a : b;
}
