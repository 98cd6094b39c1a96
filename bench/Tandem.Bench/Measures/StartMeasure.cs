using System.Globalization;
using Tandem.Bench.Reports;
using Tandem.Bench.Subjects;

namespace Tandem.Bench.Measures;

/// <summary>From the start of the process to <c>ready</c>, and its memory when nothing happens.</summary>
internal sealed class StartMeasure
{
    private const int Starts = 7;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(string? report, CancellationToken ct)
    {
        var rows = new List<StartRow>
        {
            await OfAsync("tandem up", [], ct),
            await OfAsync("tandem up --demo", ["--demo", "--emulator-port", "0"], ct),
        };
        StartReport.Write(rows, Starts, Idle, report);
        return 0;
    }

    private static async Task<StartRow> OfAsync(string name, string[] more, CancellationToken ct)
    {
        var took = new List<TimeSpan>();
        var resident = 0L;
        for (var start = 1; start <= Starts; start++)
        {
            var folder = Directory.CreateTempSubdirectory("tandem-bench-");
            try
            {
                await using var program = await Subject.StartAsync(
                    Hub.Program, ["up", "--data", folder.FullName, "--port", "0", .. more], ct);
                took.Add(program.Ready);
                if (start == Starts)
                {
                    await Task.Delay(Idle, ct);
                    resident = Resident(program.Id);
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        took.Sort();
        return new StartRow(name, took[0], took[Starts / 2], took[^1], resident);
    }

    // VmRSS of /proc/PID/status is in KiB.
    private static long Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

/// <summary>One way to start it. Memory in KiB.</summary>
internal sealed record StartRow(string Name, TimeSpan Best, TimeSpan Median, TimeSpan Worst, long ResidentKiB);
