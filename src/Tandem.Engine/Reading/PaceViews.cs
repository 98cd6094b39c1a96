using System.Text.Json.Serialization;

namespace Tandem.Engine.Reading;

/// <summary>How fast a number may send, who spends that, what waits, and when it will have left.</summary>
public sealed record PaceView
{
    /// <summary>Messages a second, both directions together.</summary>
    public required int MessagesPerSecond { get; init; }

    /// <summary>Messages that could go at once.</summary>
    public required int Room { get; init; }

    /// <summary>Until when nothing goes because Meta said "too fast"; absent while it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>The latest whole minute.</summary>
    public required SpentView LastMinute { get; init; }

    /// <summary>Sends that wait, for whatever reason.</summary>
    public required BacklogView Backlog { get; init; }

    /// <summary>Conversations that stand in line for the number's pace.</summary>
    public required int InLine { get; init; }

    /// <summary>When all that waits will have left, at the present speed; absent when nothing waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>Who spent a minute's throughput.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Ours">Messages sent through the hub.</param>
/// <param name="Phone">Messages of the phone.</param>
/// <param name="Customers">Messages of customers.</param>
/// <param name="Share">The part of the throughput that all of them took, 0 to 1.</param>
/// <param name="PhoneShare">The part that the phone took.</param>
public sealed record SpentView(
    DateTimeOffset From, int Ours, int Phone, int Customers, double Share, double PhoneShare);

/// <summary>Sends that wait, by lane.</summary>
public sealed record BacklogView(int Human, int Bot, int Notification, int Campaign);
