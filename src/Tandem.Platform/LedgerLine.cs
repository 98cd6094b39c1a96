namespace Tandem.Platform;

/// <summary>A true event. Audits compare these with what a hub shows.</summary>
/// <param name="Seq">1, 2, 3 … without gaps.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">One of <see cref="LedgerKinds"/>.</param>
/// <param name="PhoneNumberId">The business number; null for what concerns an account.</param>
/// <param name="Customer">What the emulator's paths call the customer.</param>
/// <param name="Wamid">The message, or the event's own id for edits and revokes.</param>
/// <param name="Leg">One of <see cref="Legs"/>.</param>
/// <param name="Evidence">What else is known, and what left the platform.</param>
public sealed record LedgerLine(
    long Seq,
    DateTimeOffset At,
    string Kind,
    string? PhoneNumberId,
    string? Customer,
    string? Wamid,
    string Leg,
    LedgerEvidence Evidence);

/// <summary>Details of a ledger line; null where they do not apply.</summary>
public sealed record LedgerEvidence
{
    /// <summary>Message type.</summary>
    public string? Type { get; init; }

    /// <summary>Message status.</summary>
    public string? Status { get; init; }

    /// <summary>The message an edit, revoke or reaction is about.</summary>
    public string? OriginalWamid { get; init; }

    /// <summary>The sender's <c>biz_opaque_callback_data</c>.</summary>
    public string? Mark { get; init; }

    /// <summary>Webhook field that carries or carried the event; null on an act means that nothing is sent about
    /// it.</summary>
    public string? Field { get; init; }

    /// <summary>Webhook delivery.</summary>
    public long? DeliveryId { get; init; }

    /// <summary>Attempt of the delivery, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>HTTP status of an answer, either way.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Graph call.</summary>
    public long? RequestId { get; init; }

    /// <summary>Meta's error code.</summary>
    public int? Code { get; init; }

    /// <summary>Kind of the companion that acted; null: the phone, or no device.</summary>
    public string? Device { get; init; }

    /// <summary>Why nothing left, or not as it was, in one word.</summary>
    public string? Reason { get; init; }

    /// <summary>When a message of the past was sent; null: at the time of the line.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
