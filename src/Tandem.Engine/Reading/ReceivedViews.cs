using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>One webhook as it arrived, and what became of the items that concern an owner.</summary>
/// <param name="Id">The journal's id of it.</param>
/// <param name="ArrivedAt">When its last byte was read, UTC.</param>
/// <param name="Owner">Phone number id, WABA id, <c>unknown</c> or <c>unreadable</c>.</param>
/// <param name="AppId">The app whose secret signed it.</param>
/// <param name="BodyBase64">The bytes; null when they also hold what the key may not see.</param>
/// <param name="Items">The owner's items.</param>
/// <param name="BodyNotShown">Why the bytes are not shown: <c>other_numbers</c> or <c>private</c>.</param>
public sealed record ReceivedView(
    long Id,
    DateTimeOffset ArrivedAt,
    string Owner,
    string AppId,
    string? BodyBase64,
    IReadOnlyList<ReceivedItemView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BodyNotShown = null);

/// <summary>One item of a webhook and what became of it.</summary>
/// <param name="Index">Its place in the whole body, from 0.</param>
/// <param name="Kind">What it is, such as <c>message</c>, <c>echo</c>, <c>status</c>, <c>history_message</c>.</param>
/// <param name="Outcome"><c>applied</c>, <c>duplicate</c>, <c>waiting</c>, <c>set_aside</c>; <c>pending</c> while
/// undecided.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
/// <param name="MessageId">The message it touched.</param>
/// <param name="RetriedAt">When it was last taken again, after it had been set aside.</param>
public sealed record ReceivedItemView(
    int Index,
    string Kind,
    string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RetriedAt = null);
