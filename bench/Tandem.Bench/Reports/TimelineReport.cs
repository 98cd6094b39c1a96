using Tandem.Bench.Measures;

namespace Tandem.Bench.Reports;

internal static class TimelineReport
{
    public static void Write(IReadOnlyList<TimelineRow> rows, (string, string) calibrated, string? file)
    {
        var page = new Markdown().Line("# From webhook to timeline").Line()
            .Conditions($"before {calibrated.Item1}, after {calibrated.Item2}")
            .Line("A flood over four numbers and 400 customers, until the last message is on its timeline:").Line()
            .Heads("stored in", "messages/s to the timeline", "of these acknowledged at messages/s");
        foreach (var row in rows)
            page.Row(row.Store, row.ShownPerSecond, row.TakenPerSecond);
        page.Line().Line("A steady rate for 20 s; time to the 200 counted from the instant the webhook was due:")
            .Line().Heads("stored in", "webhooks/s", "p50", "p99", "max", "timelines behind at the end");
        foreach (var (row, steady) in rows.SelectMany(row => new[] { (row, row.One), (row, row.Ten) }))
            page.Row(row.Store, steady.PerSecond, steady.P50, steady.P99, steady.Max, steady.Lag);
        page.Write(file);
    }
}
