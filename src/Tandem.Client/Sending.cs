using System.Text.Json;

namespace Tandem.Client;

/// <summary>What goes with a send beside its message.</summary>
public sealed record SendOptions
{
    /// <summary>Two sends with one key are one send: repeat a call of which no answer came with the same key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A lane less urgent than the key's own: <c>bot</c>, <c>notification</c> or <c>campaign</c>.</summary>
    public string? Lane { get; init; }

    /// <summary>When it is taken back if it has not left by then.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What became of a request to send: taken over, or refused with the reason.</summary>
/// <param name="Id">The hub's id of it.</param>
/// <param name="State"><c>queued</c>, <c>released</c>, <c>accepted</c>, <c>rejected</c>, <c>unknown</c>, <c>refused</c>
/// or <c>withdrawn</c>.</param>
public sealed record SendResult(string Id, string State)
{
    /// <summary>What holds it while it waits.</summary>
    public SendReason? Held { get; init; }

    /// <summary>Why it was refused: nothing was sent. Do not send it again for a human.</summary>
    public SendReason? Refused { get; init; }

    /// <summary>The wamid it got; null before Meta answered.</summary>
    public string? Wamid { get; init; }

    /// <summary>Whether nothing more will become of it by itself.</summary>
    public bool IsSettled => State is not ("queued" or "released");
}

/// <summary>Why a send waits, or was refused.</summary>
/// <param name="Code">Stable, such as <c>held_by_human</c>: docs/reasons.md has all of them.</param>
public sealed record SendReason(string Code)
{
    /// <summary>Who: <c>phone</c>, an agent's name, <c>review</c>, <c>link</c>, <c>pace</c> or <c>meta</c>.</summary>
    public string? By { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when, where a time ends it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The human's message that caused it.</summary>
    public string? MessageId { get; init; }

    /// <summary>What the human said, as Meta writes a message; null where there was none, or it may not be seen.
    /// </summary>
    public JsonElement? Said { get; init; }

    /// <summary>Meta's code, for what Meta refused.</summary>
    public int? MetaCode { get; init; }

    /// <summary>Whether a person has to look, hand back or fall silent first: keep quiet, and send no template instead.
    /// </summary>
    public bool IsHuman => Code is "held_by_human" or "held_for_review";
}
