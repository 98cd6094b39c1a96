using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Judging;

/// <summary>A way that messages go, and how long it took.</summary>
/// <param name="Name">As scenarios write it.</param>
/// <param name="Words">For reports.</param>
/// <param name="Begins">Whether a line of the ledger begins it.</param>
/// <param name="Ends">Whether a line of the same message ends it.</param>
internal sealed record Leg(
    string Name, string Words, Func<LedgerLine, bool> Begins, Func<LedgerLine, bool> Ends);

/// <summary>All ways, by the platform's own ledger: what the article asks to observe.</summary>
internal static class Legs
{
    public static IReadOnlyList<Leg> All { get; } =
    [
        new("customer_to_api", "customer → API", Is(LedgerKinds.CustomerMessage), Is(LedgerKinds.WebhookDelivered)),
        new("customer_to_phone", "customer → phone", Is(LedgerKinds.CustomerMessage), Is(LedgerKinds.OnPhone)),
        new("phone_to_api", "phone → API", Is(LedgerKinds.OwnerMessage), Is(LedgerKinds.WebhookDelivered)),
        new("api_to_phone", "API → phone", Is(LedgerKinds.ApiMessage), Is(LedgerKinds.OnPhone)),
        new("api_to_customer", "API → customer", Is(LedgerKinds.ApiMessage),
            line => line is { Kind: LedgerKinds.Status, Evidence.Status: "delivered" }),
    ];

    /// <summary>How long each message took on a way; those that never came are left out.</summary>
    public static IReadOnlyList<(string Wamid, DateTimeOffset At, TimeSpan Took)> Times(
        Leg leg, IReadOnlyList<LedgerLine> ledger)
    {
        var began = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var times = new List<(string, DateTimeOffset, TimeSpan)>();
        foreach (var line in ledger.Where(line => line.Wamid is not null))
        {
            if (leg.Begins(line))
                began.TryAdd(line.Wamid!, line.At);
            else if (leg.Ends(line) && began.Remove(line.Wamid!, out var at))
                times.Add((line.Wamid!, at, line.At - at));
        }

        return times;
    }

    private static Func<LedgerLine, bool> Is(string kind) => line => line.Kind == kind;
}
