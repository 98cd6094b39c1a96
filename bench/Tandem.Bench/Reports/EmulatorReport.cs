using System.Globalization;
using Tandem.Bench.Measures;

namespace Tandem.Bench.Reports;

internal static class EmulatorReport
{
    public static void Write(IReadOnlyList<LifeRow> rows, int days, bool same, string? file)
    {
        var first = rows[0];
        var page = new Markdown().Line("# The emulator in virtual time").Line().Conditions()
            .Line(string.Create(CultureInfo.InvariantCulture,
                $"{days} days of one shop on one thread: twenty customers a day, a phone that is offline at night, a "
                + $"campaign a week, two"))
            .Line(string.Create(CultureInfo.InvariantCulture,
                $"re-registrations; {first.Events:N0} events (inputs and dues, composing and signing "
                + $"{first.Webhooks:N0} webhooks, {first.LedgerLines:N0} ledger lines),"))
            .Line("seven lives in one process. The bare queue beside each takes events from a heap of 10,000 and puts "
                + "them back.")
            .Line(same ? "All lives wrote the same ledger, byte for byte." : "THE LEDGERS DIFFER.")
            .Line("Per second of processor time.").Line()
            .Heads("life", "events/s", "days/s", "bare queue events/s", "share of it");
        for (var i = 0; i < rows.Count; i++)
        {
            page.Row(
                i == 0 ? "first (cold)" : (i + 1).ToString(CultureInfo.InvariantCulture),
                rows[i].PerSecond,
                days / rows[i].Seconds,
                rows[i].BarePerSecond,
                rows[i].PerSecond / rows[i].BarePerSecond);
        }

        page.Write(file);
    }
}
