using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>Which lines of the ledger; what is null lets every line pass.</summary>
public sealed record LedgerFilter
{
    /// <summary>One of <see cref="LedgerKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>One of <see cref="Legs"/>.</summary>
    public string? Leg { get; init; }

    /// <summary>A business number, by id or digits.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>A customer, by any of his names.</summary>
    public string? Customer { get; init; }

    /// <summary>The message.</summary>
    public string? Wamid { get; init; }

    /// <summary>The message's status, on lines that tell one.</summary>
    public string? Status { get; init; }

    /// <summary>From this instant on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a line passes.</summary>
    public bool Matches(LedgerLine line) =>
        (Kind is null || line.Kind == Kind)
        && (Leg is null || line.Leg == Leg)
        && (PhoneNumberId is null || line.PhoneNumberId == PhoneNumberId)
        && (Customer is null || line.Customer == Customer)
        && (Wamid is null || line.Wamid == Wamid)
        && (Status is null || line.Evidence.Status == Status)
        && !(line.At < Since)
        && !(line.At >= Until);

    /// <summary>The same filter with the names that ledger lines use for number and customer.</summary>
    internal LedgerFilter Named(PlatformMind mind) => this with
    {
        PhoneNumberId = PhoneNumberId is null ? null : mind.NumberId(PhoneNumberId) ?? PhoneNumberId,
        Customer = Customer is null ? null : mind.Customer(Customer)?.Id ?? Customer,
    };
}
