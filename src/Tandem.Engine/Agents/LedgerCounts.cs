using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Domain.Deciding;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>The right side of an owner's balanced ledger: what became of the items its deliveries held.</summary>
/// <param name="Applied">Folded in.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Waiting">Kept beside a message not seen yet.</param>
/// <param name="SetAside">Kept raw with a reason.</param>
public sealed record LedgerCounts(long Applied = 0, long Duplicate = 0, long Waiting = 0, long SetAside = 0)
{
    /// <summary>Everything decided so far; what is missing up to the received items is pending.</summary>
    [JsonIgnore]
    public long Decided => Applied + Duplicate + Waiting + SetAside;

    /// <summary>The row of an owner's counts.</summary>
    public static RowKey KeyOf(Owner owner) => new(RowKinds.Ledger, owner.Value);

    /// <summary>The counts as stored, or zeros.</summary>
    public static LedgerCounts Read(Row? row) =>
        row is null ? new() : JsonSerializer.Deserialize(row.Body.Span, AgentJson.Default.LedgerCounts)!;

    /// <summary>The counts after one more item.</summary>
    public LedgerCounts After(Outcome outcome, int settled)
    {
        var counted = outcome switch
        {
            Outcome.Applied => this with { Applied = Applied + 1 },
            Outcome.Duplicate => this with { Duplicate = Duplicate + 1 },
            Outcome.Waiting => this with { Waiting = Waiting + 1 },
            _ => this with { SetAside = SetAside + 1 },
        };
        return counted.Settle(settled);
    }

    /// <summary>The counts after an item that was set aside was taken again.</summary>
    public LedgerCounts AfterRetry(Outcome outcome, int settled) =>
        (this with { SetAside = SetAside - 1 }).After(outcome, settled);

    /// <summary>The counts after some items that waited found what they are about.</summary>
    public LedgerCounts Settle(int settled) => this with { Waiting = Waiting - settled, Applied = Applied + settled };

    /// <summary>The counts as a row to write.</summary>
    public RowChange Write(Owner owner) =>
        new(KeyOf(owner), null, 0, JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.LedgerCounts));
}
