using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>One message on a timeline.</summary>
public sealed record MessageView
{
    /// <summary>Ours.</summary>
    public required string Id { get; init; }

    /// <summary>WhatsApp's id of it; null until the Cloud API has answered our send.</summary>
    public required string? Wamid { get; init; }

    /// <summary>The conversation it stands in today.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Meta's <c>type</c>; null while the content is unknown.</summary>
    public required string? Type { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>customer</c>, <c>app</c>, <c>api</c> or <c>other_api</c>.</summary>
    public required string Origin { get; init; }

    /// <summary><c>live</c> or <c>history</c>.</summary>
    public required string Via { get; init; }

    /// <summary>Name of the sender, for what this hub sent.</summary>
    public required string? SentBy { get; init; }

    /// <summary>The outbox item, for what this hub sent.</summary>
    public required string? SendId { get; init; }

    /// <summary><c>human</c>, <c>bot</c>, <c>notification</c> or <c>campaign</c>, for what this hub sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lane { get; init; }

    /// <summary>Its second, UTC, by Meta's clock; by ours while only our send tells of it.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>
    /// Outgoing: <c>sending</c>, <c>unknown</c>, <c>not_sent</c> (by somebody's word), <c>accepted</c>,
    /// <c>sent</c>, <c>failed</c>, <c>delivered</c>, <c>read</c> or <c>played</c>; null for the customer's messages and
    /// where history does not say.
    /// </summary>
    public required string? Status { get; init; }

    /// <summary>When each status was first reported, by Meta's clock.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> StatusTimes { get; init; }

    /// <summary>The message object as Meta writes it; null while unknown.</summary>
    public required JsonElement? Content { get; init; }

    /// <summary>The ends that can see it, as far as is known: <c>customer</c>, <c>app</c>, <c>api</c>.</summary>
    public required IReadOnlyList<string> VisibleTo { get; init; }

    /// <summary>wamid of the message it answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RepliesTo { get; init; }

    /// <summary>The app said it by itself: nobody spoke by it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Automatic { get; init; }

    /// <summary>By how many seconds it came too late, live: its time is old and its arrival is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LateBy { get; init; }

    /// <summary>The run of late messages it came in; see <c>bursts</c> of the number's health.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Burst { get; init; }

    /// <summary>Why it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureView? Failure { get; init; }

    /// <summary>Its latest edit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EditView? Edit { get; init; }

    /// <summary>It was deleted for everyone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Revoked { get; init; }

    /// <summary>What each party last thought of it; reactions taken back are left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReactionView>? Reactions { get; init; }

    /// <summary>The hub's copy of its media; absent when it names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MediaView? Media { get; init; }

    /// <summary>What is missing of it, why, and what to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GapView? Gap { get; init; }
}

/// <summary>A message's media, and the hub's copy of it.</summary>
/// <param name="State"><c>waiting</c>, <c>kept</c> or <c>failed</c>.</param>
/// <param name="MimeType">What its sender says it is; null where nobody says.</param>
/// <param name="Type">What its bytes are, by their beginning; null until they are here.</param>
/// <param name="Size">Bytes; null until they are here.</param>
/// <param name="Sha256">The hash of the bytes, else the hash that the platform gave; 64 hex digits.</param>
/// <param name="Name">The file's name, for documents.</param>
/// <param name="Reason">Why the last attempt failed: <see cref="Domain.Media.MediaFault"/> in snake case.</param>
/// <param name="Attempts">How often it was tried since it was last asked for.</param>
/// <param name="NextAttemptAt">When it is tried next; null while it is being fetched, and when it is not.</param>
/// <param name="Url">Where its bytes are, at this hub; null until they are here.</param>
public sealed record MediaView(
    string State,
    string? MimeType,
    string? Type,
    long? Size,
    string? Sha256,
    string? Name,
    string? Reason,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? Url);

/// <summary>Why a message failed.</summary>
/// <param name="Code">Meta's error code.</param>
/// <param name="Title">Meta's title of it.</param>
public sealed record FailureView(int Code, string? Title);

/// <summary>An edit of a message.</summary>
/// <param name="At">When, by Meta's clock.</param>
/// <param name="Content">The new message object.</param>
public sealed record EditView(DateTimeOffset At, JsonElement? Content);

/// <summary>A reaction to a message.</summary>
/// <param name="By"><c>customer</c> or <c>business</c>.</param>
/// <param name="Emoji">The emoji.</param>
/// <param name="At">When, by Meta's clock.</param>
public sealed record ReactionView(string By, string Emoji, DateTimeOffset At);

/// <summary>Something of a message that the hub cannot show.</summary>
/// <param name="Code">Stable: <see cref="Domain.Gaps.GapKind"/> in snake case.</param>
/// <param name="Reason">What happened, in words.</param>
/// <param name="LikelyCause">What is likely behind it.</param>
/// <param name="WhatToDo">What a person can do about it.</param>
public sealed record GapView(string Code, string Reason, string LikelyCause, string WhatToDo);

/// <summary>One event in a message's life.</summary>
/// <param name="Kind">What it was: <c>message</c>, <c>status</c>, <c>send</c>, <c>answer</c>, …</param>
/// <param name="Source"><c>webhook</c>, or <c>hub</c> for what was asked of or decided by this hub.</param>
/// <param name="EventTime">When it happened, by Meta's clock; null where the event does not say.</param>
/// <param name="ArrivedAt">When its webhook arrived, or when the hub took it up.</param>
/// <param name="DecidedAt">The <c>now</c> of its decision.</param>
/// <param name="Outcome"><c>applied</c>, <c>duplicate</c>, <c>waiting</c>, <c>set_aside</c> or <c>done</c>.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
/// <param name="WebhookId">The webhook it came in; see <c>/v1/received</c>.</param>
/// <param name="Raw">The event as it came; null once the raw journal has dropped it.</param>
public sealed record LifeEventView(
    string Kind,
    string Source,
    DateTimeOffset? EventTime,
    DateTimeOffset ArrivedAt,
    DateTimeOffset DecidedAt,
    string Outcome,
    string? Reason,
    long? WebhookId,
    JsonElement? Raw);

/// <summary>All that touched a message.</summary>
/// <param name="Message">The message as it stands.</param>
/// <param name="Data">The events, in the order they were decided.</param>
public sealed record LifeView(MessageView Message, IReadOnlyList<LifeEventView> Data);
