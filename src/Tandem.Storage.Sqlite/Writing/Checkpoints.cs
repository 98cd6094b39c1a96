using SQLitePCL;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Writing;

/// <summary>Keeps a write-ahead log near 4 MiB by moving it into the database file between groups.</summary>
internal sealed class Checkpoints(Connection db)
{
    private const int PagesBetween = 1000; // 4 MiB; four times as much doubles the slowest acknowledgements
    private const int PagesAtMost = 16_000; // 64 MiB: readers kept us from starting over; now wait for them

    private int _pagesSince;

    public void AfterGroup()
    {
        _pagesSince += db.TakePagesWritten();
        if (_pagesSince < PagesBetween)
            return;

        var left = db.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
        if (left > PagesAtMost)
            left = db.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART);

        // A reader pinned part of the log: try again soon, but not after every group.
        _pagesSince = left == 0 ? 0 : PagesBetween - 100;
    }

    public void Finish() => db.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
}
