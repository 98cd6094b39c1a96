using System.Text.Json;
using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Features;
using Tandem.Platform.Network;

namespace Tandem.Emulator.Control;

/// <summary>Whose word the platform follows; <c>mixed</c> when switches were set one by one.</summary>
internal sealed record ProfileView(string Profile);

/// <summary>Whose word the platform shall follow.</summary>
internal sealed record ProfileBody(PlatformProfile Profile);

/// <summary>A row of the feature table.</summary>
internal sealed record FeatureBody(
    string Side,
    string Name,
    Arrival ArrivesAs,
    Certainty Certainty,
    bool IsMessage,
    string? Refusal,
    string Source)
{
    public static FeatureBody Of(Feature row) =>
        new(row.Side, row.Name, row.ArrivesAs, row.Certainty, row.IsMessage, row.Refusal, row.Source);
}

/// <summary>A fault to be struck by chance for a while.</summary>
internal sealed record FaultBody(
    string Kind,
    double? Probability = null,
    TimeSpan? Duration = null,
    string? PhoneNumberId = null,
    Latency? Delay = null,
    int? Code = null)
{
    public FaultSetup Setup() => new()
    {
        Kind = Kind,
        Probability = Probability ?? 1,
        Duration = Duration,
        PhoneNumberId = PhoneNumberId,
        Delay = Delay,
        Code = Code,
    };
}

/// <summary>A fault at work: what was asked for, until when it lasts, how often it struck.</summary>
internal sealed record FaultStateBody(
    string Id,
    string Kind,
    double Probability,
    string? PhoneNumberId,
    Latency? Delay,
    int? Code,
    DateTimeOffset? Until,
    int Struck)
{
    public static FaultStateBody Of(FaultView view) => new(
        view.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        view.Setup.Kind,
        view.Setup.Probability,
        view.Setup.PhoneNumberId,
        view.Setup.Delay,
        view.Setup.Code,
        view.Until,
        view.Struck);
}

/// <summary>The clock as it stands. <c>idle</c>: nothing is under way; <c>moves_until</c> is there while somebody moves
/// virtual time.</summary>
internal sealed record ClockBody(
    ClockMode Mode,
    DateTimeOffset Now,
    double Scale,
    TimeSpan Grace,
    DateTimeOffset? NextDue,
    bool Idle,
    DateTimeOffset? MovesUntil)
{
    public static ClockBody Of(ClockView view) => new(
        view.Setup.Mode,
        view.Now,
        view.Setup.Mode switch
        {
            ClockMode.Scaled => view.Setup.Scale,
            ClockMode.Virtual => 0,
            _ => 1,
        },
        view.Setup.Grace,
        view.NextDue,
        view.Idle,
        view.MovesUntil);
}

/// <summary>How time shall run.</summary>
internal sealed record ClockChangeBody(ClockMode Mode, double? Scale = null, TimeSpan? Grace = null);

/// <summary>How far to move virtual time: one of <c>by</c>, <c>to</c> and <c>until_idle</c>.</summary>
internal sealed record AdvanceBody(
    TimeSpan? By = null, DateTimeOffset? To = null, bool? UntilIdle = null, TimeSpan? AtMost = null);

/// <summary>What to wait for: <c>"idle"</c>, or an object of <see cref="LineCondition"/>.</summary>
internal sealed record WaitBody(JsonElement For, TimeSpan? Timeout = null);

/// <summary>Lines of the ledger to wait for.</summary>
internal sealed record LineCondition(
    string? Kind = null,
    string? Leg = null,
    string? PhoneNumberId = null,
    string? Customer = null,
    string? Wamid = null,
    string? Status = null,
    long? After = null,
    int? Count = null)
{
    public LedgerWait On(LedgerBook ledger) => new(
        ledger,
        new()
        {
            Kind = Kind,
            Leg = Leg,
            PhoneNumberId = PhoneNumberId,
            Customer = Customer,
            Wamid = Wamid,
            Status = Status,
        },
        After ?? 0,
        Count ?? 1);
}

/// <summary>Whether it came true in time, and the lines that matched.</summary>
internal sealed record WaitedBody(bool Met, IReadOnlyList<LedgerLine> Lines);

/// <summary>A name for a position of the world.</summary>
internal sealed record SnapshotNameBody(string Name);

/// <summary>A position of the world to which it can go back.</summary>
internal sealed record SnapshotBody(string Name, DateTimeOffset At, int Inputs, int LedgerLines)
{
    public static SnapshotBody Of(Snapshot snapshot) =>
        new(snapshot.Name, snapshot.At, snapshot.Inputs, snapshot.LedgerLines);
}

/// <summary>Seed of all chance. A text, because half of all seeds are beyond what JavaScript counts with.</summary>
internal sealed record SeedBody(string Seed);

/// <summary>How to begin anew.</summary>
internal sealed record ResetBody(JsonElement? Seed = null);

/// <summary>A change of the world itself, as the live feed tells it.</summary>
internal sealed record WorldBody(string What, ClockBody Clock);

/// <summary>Events that a listener was too slow for.</summary>
internal sealed record MissedBody(int Count);
