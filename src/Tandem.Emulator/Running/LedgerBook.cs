using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>All ledger lines since the world began.</summary>
internal sealed class LedgerBook
{
    private readonly Lock _gate = new();
    private readonly List<LedgerLine> _lines = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _lines.Count;
        }
    }

    public void Add(LedgerLine line)
    {
        lock (_gate)
            _lines.Add(line);
    }

    /// <summary>Puts another world's lines in place of all.</summary>
    public void Replace(List<LedgerLine> lines)
    {
        lock (_gate)
        {
            _lines.Clear();
            _lines.AddRange(lines);
        }
    }

    /// <summary>Lines after a sequence number that match, oldest first; one more than asked for shows that more
    /// follow.</summary>
    public List<LedgerLine> Read(long after, int limit, Func<LedgerLine, bool> matches)
    {
        lock (_gate)
        {
            // Sequence numbers have no gaps: the line with seq n stands at n - 1.
            var found = new List<LedgerLine>();
            for (var i = (int)Math.Clamp(after, 0, _lines.Count); i < _lines.Count && found.Count < limit; i++)
            {
                if (matches(_lines[i]))
                    found.Add(_lines[i]);
            }

            return found;
        }
    }
}
