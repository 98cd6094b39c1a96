using System.Diagnostics;
using Tandem.Bench.Reports;
using Tandem.Bench.Shop;

namespace Tandem.Bench.Measures;

/// <summary>
/// How fast the emulator's mind lives: half a year of one shop, several times, each beside a bare event queue that does
/// nothing but keep time.
/// </summary>
internal static class EmulatorMeasure
{
    private const int Days = 182;
    private const int Lives = 7;
    private const ulong Seed = 7;
    private const int Pending = 10_000;
    private const int BareEvents = 2_000_000;

    public static int Run(string? report)
    {
        var rows = new List<LifeRow>();
        for (var i = 0; i < Lives; i++)
        {
            var bare = BareEvents / Seconds(Keep);
            var life = new ShopLife(Seed);
            var seconds = Seconds(() => life.Live(Days, day => Progress(rows.Count + 1, day)));
            rows.Add(new(life.Events, life.Webhooks, life.LedgerLines, seconds, bare, life.LedgerHash));
        }

        Console.Error.WriteLine();
        var same = rows.TrueForAll(row => row.Hash == rows[0].Hash);
        EmulatorReport.Write(rows, Days, same, report);
        return same ? 0 : 1;
    }

    /// <summary>The least an event costs: taken from a queue of the same order and put back later.</summary>
    private static void Keep()
    {
        var queue = new PriorityQueue<int, (long At, long Order)>();
        var chance = new Platform.Chance(Seed);
        for (var i = 0; i < Pending; i++)
            queue.Enqueue(i, (chance.Below(1_000_000), i));
        for (long order = Pending; order < Pending + BareEvents; order++)
        {
            queue.TryPeek(out var due, out var when);
            queue.DequeueEnqueue(due, (when.At + 1 + chance.Below(1_000_000), order));
        }
    }

    /// <summary>Processor time, so that what else the machine does counts little.</summary>
    private static double Seconds(Action act)
    {
        using var process = Process.GetCurrentProcess();
        var began = process.TotalProcessorTime;
        act();
        process.Refresh();
        return (process.TotalProcessorTime - began).TotalSeconds;
    }

    private static void Progress(int life, int day)
    {
        if (day % 30 == 0 || day == Days)
            Console.Error.Write($"\rlife {life} of {Lives}, day {day} of {Days}   ");
    }
}

/// <summary>One life of the shop.</summary>
/// <param name="Events">Inputs and dues the mind applied.</param>
/// <param name="Webhooks">Signed webhooks posted.</param>
/// <param name="LedgerLines">Lines of the ledger.</param>
/// <param name="Seconds">Processor time it took, the compiler's and the collector's included.</param>
/// <param name="BarePerSecond">Events a second of the bare queue just before.</param>
/// <param name="Hash">Hash over the ledger.</param>
internal sealed record LifeRow(
    long Events, long Webhooks, long LedgerLines, double Seconds, double BarePerSecond, string Hash)
{
    public double PerSecond => Events / Seconds;
}
