using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Watching;

/// <summary>Something about an owner that somebody must look at now.</summary>
/// <param name="Code">What it is: one of <see cref="AlarmCodes"/>.</param>
/// <param name="Owner">Whose, as <see cref="Storing.Owner.Value"/> writes it.</param>
/// <param name="OpenedAt">When it was raised, UTC.</param>
public sealed record Alarm(string Code, string Owner, DateTimeOffset OpenedAt)
{
    /// <summary>The parent open alarms are listed under.</summary>
    public const string Open = "alarms";

    /// <summary>The parent of alarms that are over.</summary>
    public const string Over = "alarms/over";

    /// <summary>When it ended by itself; null while it lasts.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Items received, as the intake counted.</summary>
    public long Received { get; init; }

    /// <summary>Items of which is known what became of them.</summary>
    public long Decided { get; init; }

    /// <summary>The row's key.</summary>
    public static RowKey KeyOf(string code, Owner owner) => new(RowKinds.Alarm, $"{code}/{owner}");

    /// <summary>The alarm as a row to write.</summary>
    public RowChange Write() => new(
        new RowKey(RowKinds.Alarm, $"{Code}/{Owner}"),
        ClosedAt is null ? Open : Over,
        SortKey.OfInstant(OpenedAt),
        JsonSerializer.SerializeToUtf8Bytes(this, AlarmJson.Default.Alarm));

    /// <summary>The alarm a row holds.</summary>
    public static Alarm Read(Row row) => JsonSerializer.Deserialize(row.Body.Span, AlarmJson.Default.Alarm)!;
}

/// <summary>What raises an alarm. Stored; a code never changes its meaning.</summary>
public static class AlarmCodes
{
    /// <summary>Webhooks are acknowledged and none of them is applied.</summary>
    public const string NothingApplied = "nothing_applied";

    /// <summary>What was received and what became of it do not add up.</summary>
    public const string LedgerImbalance = "ledger_imbalance";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Alarm))]
internal sealed partial class AlarmJson : JsonSerializerContext;
