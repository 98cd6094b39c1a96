using Tandem.Platform;

namespace Tandem.Emulator.Running;

// Snapshots and beginnings: other worlds take the place of this one.
internal sealed partial class RunningWorld
{
    private static readonly ActRefusal Gone =
        new("world", "it is the one the act began in", "do it again: the world was replaced meanwhile");

    public IReadOnlyList<Snapshot> Snapshots => _history.Snapshots;

    /// <summary>Names the world as it is now; null: its past is not kept.</summary>
    public Snapshot? KeepSnapshot(string name)
    {
        if (!_history.IsKept)
            return null;
        Step(new PlatformInput.TimePassed());
        return _history.Keep(name, Mind.Now, _ledger.Count, _lastId);
    }

    public bool RemoveSnapshot(string name) => _history.Remove(name);

    /// <summary>
    /// Makes the world what it was at a snapshot, by living through all inputs again. Its ledger is written anew; what
    /// it posted then is not posted again.
    /// </summary>
    /// <returns>Whether there is such a snapshot.</returns>
    public bool Restore(string name)
    {
        if (_history.Find(name) is not { } snapshot)
            return false;
        EndEra(Gone);
        Mind = new(snapshot.Beginning);
        var lines = new List<LedgerLine>(snapshot.LedgerLines);
        foreach (var moment in _history.Return(snapshot))
            Collect(Mind.Step(moment.Input, moment.At), lines);
        Collect(Mind.Step(new PlatformInput.TimePassed(), snapshot.At), lines);
        _ledger.Replace(lines);
        _lastId = snapshot.LastId;
        // By the machine's clock time cannot go back; there, what was due meanwhile happens at once.
        if (_clock.Setup.Mode == ClockMode.Real)
            _clock.MoveTo(snapshot.At);
        else
            _clock.ReturnTo(snapshot.At);
        Step(new PlatformInput.TimePassed());
        TellWorld("restored");
        return true;
    }

    /// <summary>A new world with what this emulator began with.</summary>
    /// <param name="seed">Its seed; null: the one it began with.</param>
    public void Reset(ulong? seed)
    {
        EndEra(Gone);
        _ledger.Replace([]);
        _lastId = 0;
        Mind = Begin(_beginning with { Seed = seed ?? _beginning.Seed });
        TellWorld("reset");
    }

    private static void Collect(IReadOnlyList<PlatformOutput> outputs, List<LedgerLine> lines)
    {
        foreach (var output in outputs)
        {
            if (output is PlatformOutput.LedgerWritten written)
                lines.Add(written.Line);
        }
    }
}
