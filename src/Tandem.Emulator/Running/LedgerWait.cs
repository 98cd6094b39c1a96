using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>Waits for lines of the ledger, or for a world in which nothing is under way.</summary>
internal sealed class LedgerWait
{
    private readonly LedgerBook _ledger;
    private readonly List<LedgerLine> _lines = [];
    private readonly int _count;
    private LedgerFilter? _filter;
    private long _after;

    /// <summary>Waits until nothing is under way.</summary>
    public LedgerWait(LedgerBook ledger) => _ledger = ledger;

    /// <summary>Waits for lines.</summary>
    /// <param name="ledger">Where they are written.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The last line that does not count.</param>
    /// <param name="count">How many.</param>
    public LedgerWait(LedgerBook ledger, LedgerFilter filter, long after, int count)
    {
        (_ledger, _filter, _after, _count) = (ledger, filter, after, count);
    }

    /// <summary>The lines that matched so far; complete once the waiting has ended.</summary>
    public IReadOnlyList<LedgerLine> Lines => _lines;

    public Awaited Begin(RunningWorld world, TimeSpan timeout)
    {
        _filter = _filter?.Named(world.Mind);
        return world.Await(
            () => _filter is null ? world.IsIdle() : Found(),
            world.Clock().Now + timeout,
            onlyVirtual: false,
            needsOthers: _filter is not null);
    }

    private bool Found()
    {
        var end = _ledger.Count;
        if (end > _after)
        {
            _lines.AddRange(_ledger.Read(_after, int.MaxValue, _filter!.Matches));
            _after = end;
        }

        return _lines.Count >= _count;
    }
}
