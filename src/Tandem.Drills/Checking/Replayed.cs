using Tandem.Drills.Storing;
using Tandem.Engine.Replaying;

namespace Tandem.Drills.Checking;

/// <summary>What was recorded, decided again, gives the same rows: a number's inputs are its whole history.</summary>
internal static class Replayed
{
    private const string Promise = "replay";

    public static void Check(Findings findings)
    {
        // A handle of its own, which no fault strikes: everything it is asked completes before the call returns.
        var storage = new MemoryStorage(findings.World.Disk, findings.World.Hub.Clock);
        foreach (var number in findings.World.Plan.Numbers.Select(number => number.PhoneNumberId))
        {
            var replay = new Replay(storage).RunAsync(number, progress: null, CancellationToken.None);
            if (!replay.IsCompletedSuccessfully)
            {
                findings.Broken(Promise, $"{number} was not replayed to the end: {replay.Exception?.InnerException}");
                continue;
            }

            var report = replay.Result;
            if (report.Why is { } why)
                findings.Broken(Promise, $"{number}: {report.Verdict}: {why}");
            foreach (var difference in report.Differences)
                findings.Broken(Promise, $"{difference.Where}: {difference.What}");
        }
    }
}
