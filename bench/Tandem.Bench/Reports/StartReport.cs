using Tandem.Bench.Measures;

namespace Tandem.Bench.Reports;

internal static class StartReport
{
    public static void Write(IReadOnlyList<StartRow> rows, int starts, TimeSpan idle, string? file)
    {
        var page = new Markdown().Line("# Start and idle memory").Line().Conditions()
            .Line($"{starts} starts of the built program on an empty folder, until it prints `ready`; resident memory "
                + $"after {idle.TotalSeconds:F0} s (the demo's people talk meanwhile).").Line()
            .Heads("command", "best", "median", "worst", "resident MiB");
        foreach (var row in rows)
            page.Row(row.Name, row.Best, row.Median, row.Worst, row.ResidentKiB / 1024);
        page.Write(file);
    }
}
