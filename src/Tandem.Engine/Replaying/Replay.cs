using Tandem.Engine.Storing;

namespace Tandem.Engine.Replaying;

/// <summary>
/// Decides everything again that a number ever decided, and compares outcomes and rows with the book. It claims
/// nothing and writes nothing.
/// </summary>
/// <remarks>
/// All rows of one number are in memory at the end. Where a hub is at work meanwhile, the replay catches up with it:
/// rows are compared with what the last input left, and count only if no further input has come by then.
/// </remarks>
/// <param name="storage">An open storage.</param>
/// <param name="mostDifferences">How many differences a report shows.</param>
public sealed class Replay(IStorage storage, int mostDifferences = 20)
{
    private const int Page = 500;
    private const int MostRounds = 5;

    /// <summary>Replays one number.</summary>
    /// <param name="phoneNumberId">Which.</param>
    /// <param name="progress">Told of every page of inputs.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task<ReplayReport> RunAsync(
        string phoneNumberId, IProgress<ReplayProgress>? progress, CancellationToken ct)
    {
        var owner = Owner.Number(phoneNumberId);
        var decided = new Differences(mostDifferences);
        var desk = new ReplayDesk(phoneNumberId, new ReplayedItems(storage.Journal, owner), decided);
        try
        {
            for (var round = 1; round <= MostRounds; round++)
            {
                await CatchUpAsync(desk, owner, phoneNumberId, progress, ct);
                var stored = new Differences(mostDifferences);
                var rows = await new RowComparison(storage.Book, phoneNumberId, stored).CompareAsync(desk, ct);
                if (await IsAtEndAsync(desk, owner, ct))
                {
                    var all = decided.With(stored);
                    var verdict = all.Count == 0 ? ReplayVerdict.Same : ReplayVerdict.Differs;
                    return Report(verdict, why: null, rows, all);
                }
            }

            return decided.Count > 0
                ? Report(ReplayVerdict.Differs, "rows were not compared: a hub goes on deciding", 0, decided)
                : Report(ReplayVerdict.Unsettled, "a hub goes on deciding, so that its rows never rest", 0, decided);
        }
        catch (ReplayImpossibleException impossible)
        {
            return Report(ReplayVerdict.Impossible, impossible.Message, 0, decided);
        }

        ReplayReport Report(ReplayVerdict verdict, string? why, long rows, Differences found) =>
            new(phoneNumberId, verdict, why, desk.Position, rows, found.Count, found.First);
    }

    private async Task CatchUpAsync(
        ReplayDesk desk, Owner owner, string phoneNumberId, IProgress<ReplayProgress>? progress, CancellationToken ct)
    {
        var last = await LastPositionAsync(desk.Position, owner, ct);
        while (desk.Position < last)
        {
            var inputs = await storage.Book.ReadInputsAsync(owner, desk.Position + 1, Page, ct);
            foreach (var input in inputs.TakeWhile(input => input.Position <= last))
                await desk.DecideAsync(input, ct);
            progress?.Report(new ReplayProgress(phoneNumberId, desk.Position, last));
        }
    }

    private async Task<bool> IsAtEndAsync(ReplayDesk desk, Owner owner, CancellationToken ct) =>
        await storage.Book.ReadInputsAsync(owner, desk.Position + 1, limit: 1, ct) is [];

    // Positions have no gaps, so the last one is found in a few reads: doubled until nothing is there, then halved.
    private async Task<long> LastPositionAsync(long known, Owner owner, CancellationToken ct)
    {
        var (there, step) = (known, 1L);
        while (await storage.Book.ReadInputsAsync(owner, there + step, limit: 1, ct) is [var found])
            (there, step) = (found.Position, step * 2);
        while (step > 1)
        {
            step /= 2;
            if (await storage.Book.ReadInputsAsync(owner, there + step, limit: 1, ct) is [var found])
                there = found.Position;
        }

        return there;
    }
}
