using Tandem.Bench.Measures;

namespace Tandem.Bench.Reports;

internal static class IntakeReport
{
    public static void Write(
        IReadOnlyList<Brackets> all, int rounds, int seconds, int connections, (string, string) calibrated,
        string? file)
    {
        var page = new Markdown().Line("# Durable intake").Line()
            .Conditions($"before {calibrated.Item1}, after {calibrated.Item2}")
            .Line($"wrk, 1 thread, {connections} keep-alive connections, signed webhooks of 1.2 KB, no wamid twice; "
                + $"{rounds} slices of {seconds} s each, every one between two slices of the same Kestrel that checks")
            .Line("the signature and stores nothing. Ratio: the slice over the mean of its neighbours; brackets whose "
                + "neighbours differ by more than 20 % are dropped. The hub folds what it takes into timelines")
            .Line("meanwhile, as it always does.").Line()
            .Heads("stored in", "ratio (median)", "quartiles", "webhooks/s", "p50 ms", "p99 ms", "of the ideal log",
                "brackets");
        var log = all[0];
        foreach (var one in all)
        {
            page.Row(one.Name, one.Ratio(0.5), $"{one.Ratio(0.25):F2}–{one.Ratio(0.75):F2}", one.PerSecond, one.P50,
                one.P99, one.Ratio(0.5) / log.Ratio(0.5),
                $"{one.Steady.Count} of {one.All.Count}{(one.IsConclusive ? "" : ": inconclusive")}");
        }

        page.Write(file);
    }
}
