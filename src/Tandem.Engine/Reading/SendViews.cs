using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>One send: where it stands and why.</summary>
public sealed record SendView
{
    /// <summary>Its outbox id.</summary>
    public required string Id { get; init; }

    /// <summary><c>queued</c>, <c>released</c>, <c>accepted</c>, <c>rejected</c>, <c>unknown</c>, <c>refused</c> or
    /// <c>withdrawn</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>human</c>, <c>bot</c>, <c>notification</c> or <c>campaign</c>.</summary>
    public required string Lane { get; init; }

    /// <summary>Name of the sender.</summary>
    public required string SentBy { get; init; }

    /// <summary>Whom it is for.</summary>
    public required ContactView To { get; init; }

    /// <summary>Meta's <c>type</c> of it.</summary>
    public required string Type { get; init; }

    /// <summary>The conversation; null when it was refused before one existed.</summary>
    public required string? ConversationId { get; init; }

    /// <summary>The message it became; null before release.</summary>
    public required string? MessageId { get; init; }

    /// <summary>The wamid it got.</summary>
    public required string? Wamid { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was given to the wire, UTC.</summary>
    public required DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Since when a person is asked what became of it; absent while nobody is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NeedsPersonSince { get; init; }

    /// <summary>Who said what became of it: a person's name, or <c>rule</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SettledBy { get; init; }

    /// <summary>The uncertain send that this one repeats.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Resends { get; init; }

    /// <summary>Who holds it, while somebody does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldView? Held { get; init; }

    /// <summary>Why a guarding number would have refused or held it; absent where it would not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalView? WouldBeRefused { get; init; }

    /// <summary>Why it did not go, or failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalView? Refusal { get; init; }
}

/// <summary>What holds a send.</summary>
/// <param name="Code">Ours, stable, such as <c>held_by_human</c>; all of them are in docs/reasons.md.</param>
/// <param name="By"><c>phone</c>, an agent's name, <c>review</c>, <c>link</c>, <c>pace</c> or <c>meta</c>.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">When the hold ends by itself; for a pace, when it goes at about.</param>
/// <param name="MessageId">The human's message that caused it.</param>
public sealed record HeldView(
    string Code, string? By, DateTimeOffset? Since, DateTimeOffset? Until, string? MessageId)
{
    /// <summary>What is told of a refusal that only holds.</summary>
    public static HeldView Of(Domain.Sending.Refusal hold) =>
        new(hold.Code, hold.By, hold.Since, hold.Until, hold.MessageId);
}

/// <summary>Why a send did not go, or failed.</summary>
/// <param name="Code">Ours, stable, such as <c>held_by_human</c>.</param>
/// <param name="By">Who held it.</param>
/// <param name="Since">Since when it would not have gone.</param>
/// <param name="Until">When that hold ends.</param>
/// <param name="MessageId">The human's message that caused it.</param>
/// <param name="MetaCode">Meta's error code, for Meta's refusals.</param>
public sealed record RefusalView(
    string Code, string? By, DateTimeOffset? Since, DateTimeOffset? Until, string? MessageId, int? MetaCode)
{
    /// <summary>What is told of a refusal.</summary>
    public static RefusalView Of(Domain.Sending.Refusal refusal) =>
        new(refusal.Code, refusal.By, refusal.Since, refusal.Until, refusal.MessageId, refusal.MetaCode);
}
