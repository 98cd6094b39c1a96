using Tandem.Domain.Deciding;
using Tandem.Domain.Media;
using Tandem.Engine.Doors;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Media;

/// <summary>Throws media files away that no message needs, and those that were kept long enough.</summary>
public sealed class MediaHouse(IBook book, IMediaFiles files, TimeProvider clock)
{
    /// <summary>How long a file may be there before the book names it: far longer than a turn, also after a crash.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int MostAtOnce = 200;

    /// <summary>Removes a file that no message needs (any more).</summary>
    /// <returns>Whether it was removed.</returns>
    public Task<bool> DropAsync(string sha256, CancellationToken ct) =>
        files.RemoveAsync(sha256, () => IsNeededAsync(sha256, ct), ct);

    /// <summary>Removes what a crash left between a file and its commit, or between a commit and its removal.</summary>
    /// <returns>How many files that were.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var removed = 0;
        foreach (var sha256 in files.KeptBefore(clock.GetUtcNow() - Grace))
        {
            if (await DropAsync(sha256, ct))
                removed++;
        }

        return removed;
    }

    /// <summary>Lets go of media that was kept longer than a while.</summary>
    /// <param name="number">Whose media.</param>
    /// <param name="keep">How long media is kept.</param>
    /// <param name="door">Leads to the number's agent.</param>
    /// <param name="ct">Ends it after the piece under way.</param>
    /// <returns>How many messages that were.</returns>
    public async Task<int> OutdateAsync(
        NumberRegistration number, TimeSpan keep, INumberDoor door, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - keep;
        var outdated = new List<string>();
        await foreach (var row in book.BelowAsync(RowKinds.MediaUse, number.Short, '/', ct))
        {
            if (RowCodec.Read(row) is MediaUse use && use.KeptAt < before)
                outdated.Add(use.MessageId);
        }

        foreach (var piece in outdated.Chunk(MostAtOnce))
        {
            try
            {
                await door.CommandAsync(number.PhoneNumberId, new Input.MediaOutdated(piece), ct);
            }
            catch (Exception poison) when (IsOfOne(poison))
            {
                await OutdateEachAsync(number, piece, door, ct);
            }
        }

        return outdated.Count;
    }

    // One row that cannot be read must not keep the media of all others for ever.
    private static async Task OutdateEachAsync(
        NumberRegistration number, IEnumerable<string> piece, INumberDoor door, CancellationToken ct)
    {
        foreach (var messageId in piece)
        {
            try
            {
                await door.CommandAsync(number.PhoneNumberId, new Input.MediaOutdated([messageId]), ct);
            }
            catch (Exception poison) when (IsOfOne(poison))
            {
                // Its media stays; whoever opens the message is told that it cannot be read.
            }
        }
    }

    // Whatever is no trouble of storage, number or process is one of a message.
    private static bool IsOfOne(Exception failure) => failure is not
        (OperationCanceledException or NotTakenException or JournalFullException or StorageBrokenException
        or NumberUnknownException or DecisionUnknownException);

    private async Task<bool> IsNeededAsync(string sha256, CancellationToken ct)
    {
        var range = new RowRange(
            RowKinds.MediaUse, [Listings.MediaFile(sha256)], null, null, Descending: false, Limit: 1);
        return await book.PageAsync(range, ct) is [_, ..];
    }
}
