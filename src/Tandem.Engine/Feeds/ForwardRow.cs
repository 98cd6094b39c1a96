using System.Text.Json;
using Tandem.Engine.Agents;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Feeds;

/// <summary>Something an endpoint still has to be told.</summary>
/// <param name="Seq">Its place in the endpoint's queue.</param>
/// <param name="Queue">The queue it stands in: order is kept within a conversation (or an account field).</param>
/// <param name="Number">The phone number id it belongs to.</param>
/// <param name="Item">What to tell.</param>
/// <param name="Since">When it was queued, UTC.</param>
public sealed record ForwardRow(long Seq, string Queue, string Number, ForwardedItem Item, DateTimeOffset Since)
{
    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>Not tried before this time.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>The row, still to be told.</summary>
    public RowChange Write(string endpointId) => WriteUnder(endpointId, endpointId);

    /// <summary>The row, given up: kept for a person, out of everybody's way.</summary>
    public RowChange WriteSetAside(string endpointId) => WriteUnder(endpointId, $"{endpointId}/set_aside");

    /// <summary>The row, told: gone.</summary>
    public RowChange Delete(string endpointId) => new(KeyOf(endpointId), null, 0, Body: null);

    /// <summary>A stored row.</summary>
    public static ForwardRow Read(Row row) =>
        JsonSerializer.Deserialize(row.Body.Span, AgentJson.Default.ForwardRow)
        ?? throw new InvalidOperationException($"Forward row '{row.Key.Key}' holds null.");

    private RowChange WriteUnder(string endpointId, string parent) =>
        new(KeyOf(endpointId), parent, Seq, JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.ForwardRow));

    private RowKey KeyOf(string endpointId) => new(RowKinds.Forward, $"{endpointId}/{Seq:D19}");
}

/// <summary>How far an endpoint has read the feed.</summary>
/// <param name="Cursor">The last feed item it took over; null before the first.</param>
/// <param name="NextSeq">The place its next item gets.</param>
public sealed record EndpointState(string? Cursor, long NextSeq);
