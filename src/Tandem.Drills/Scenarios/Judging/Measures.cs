using System.Globalization;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Scenarios.Reading;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Judging;

/// <summary>What a drill measured, beside what was expected of it.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">How much, in words.</param>
public sealed record Measure(string Name, string Value)
{
    /// <summary>How many messages there were, how long each way took, what is missing.</summary>
    public static IReadOnlyList<Measure> Of(Evidence evidence)
    {
        var acts = evidence.Ledger.Where(line =>
            line.Kind is LedgerKinds.CustomerMessage or LedgerKinds.OwnerMessage or LedgerKinds.ApiMessage).ToList();
        var told = evidence.Ledger.Where(line => line.Kind is LedgerKinds.WebhookDelivered or LedgerKinds.AnswerGiven)
            .Select(line => line.Wamid).ToHashSet();
        return
        [
            Counted("said by customers", acts, LedgerKinds.CustomerMessage),
            Counted("said on the phone", acts, LedgerKinds.OwnerMessage),
            Counted("sent through the API", acts, LedgerKinds.ApiMessage),
            new("refused by the API", Number(evidence.Ledger.Count(line => line.Kind == LedgerKinds.ApiRefused))),
            new("on the hub's timelines", Number(evidence.Messages.Count)),
            new("left no evidence at all", Number(acts.Count(line => !told.Contains(line.Wamid)))),
            new("gaps open, closed",
                $"{Number(evidence.Gaps.Count(gap => gap.IsOpen))}, {Number(evidence.Gaps.Count(gap => !gap.IsOpen))}"),
            .. Legs.All.Select(leg => Timed(leg.Words, Legs.Times(leg, evidence.Ledger).Select(one => one.Took)))
                .OfType<Measure>(),
            .. new[] { Timed("webhook → timeline", evidence.Decided.Select(one => one.Took)) }.OfType<Measure>(),
        ];
    }

    private static Measure Counted(string name, IEnumerable<LedgerLine> acts, string kind) =>
        new(name, Number(acts.Count(line => line.Kind == kind)));

    private static Measure? Timed(string name, IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().Select(Quantities.Words).ToList();
        if (sorted.Count == 0)
            return null;

        var most = sorted[(int)Math.Ceiling((sorted.Count - 1) * 0.95)];
        return new Measure(name, $"median {sorted[sorted.Count / 2]}, 95 % within {most}, longest {sorted[^1]}");
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
