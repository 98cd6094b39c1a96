using System.Diagnostics;
using System.Globalization;

namespace Tandem.Bench.Measures;

/// <summary>How much of a machine there was: a fixed integer loop on two threads for a second.</summary>
internal static class Calibration
{
    public static string Run()
    {
        var cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var rounds = new long[2];
        var threads = Enumerable.Range(0, rounds.Length).Select(at => new Thread(() => rounds[at] = Spin())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var wall = Stopwatch.GetElapsedTime(began);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;
        return string.Create(CultureInfo.InvariantCulture,
            $"{rounds.Sum() / wall.TotalSeconds / 1e6:F0} Mops/s, {cpu / wall:F2} CPU/wall");
    }

    private static long Spin()
    {
        var began = Stopwatch.GetTimestamp();
        ulong x = 88172645463325252;
        long count = 0;
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1))
        {
            for (var i = 0; i < 10_000; i++)
            {
                x ^= x << 13;
                x ^= x >> 7;
                x ^= x << 17;
            }

            count += 10_000;
        }

        return x == 0 ? 0 : count; // x is read, so that the loop stays
    }
}
