namespace Tandem.Platform.Sending;

/// <summary>
/// The free entry point of a chat (Meta, "Pricing", 2026-09-11): an answer within 24 hours to a customer who came from
/// an ad or a page's button makes everything free for 72 hours from that answer. It neither opens nor prolongs the
/// customer service window.
/// </summary>
internal sealed class FreeEntry
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(24);
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(72);
    private DateTimeOffset? _enteredAt;

    /// <summary>When the entry that is or was open last ends; null: none ever was.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>A name of the entry for statuses, which show it as a conversation.</summary>
    public string ConversationId { get; private set; } = "";

    /// <summary>The customer came from an ad or a page's button.</summary>
    public void Enter(DateTimeOffset now) => _enteredAt = now;

    /// <summary>The business answers by the Cloud API.</summary>
    public void Answer(DateTimeOffset now, string wamid)
    {
        if (!(now - _enteredAt < AnswerWithin))
            return;
        _enteredAt = null;
        Until = now + Lasts;
        ConversationId = $"{Fingerprint.Of(1, wamid):x16}{Fingerprint.Of(2, wamid):x16}";
    }

    public bool IsOpen(DateTimeOffset now) => now < Until;
}
