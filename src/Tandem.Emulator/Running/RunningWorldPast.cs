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
    /// <returns>Ends when the world has caught up with its clock; null: there is no such snapshot.</returns>
    public Task? Restore(string name)
    {
        if (_history.Find(name) is not { } snapshot)
            return null;
        var now = Present();
        EndEra(Gone);
        Mind = new(snapshot.Beginning);
        var lines = new List<LedgerLine>(snapshot.LedgerLines);
        foreach (var moment in _history.Return(snapshot))
            Collect(Mind.Step(moment.Input, moment.At), lines);
        Collect(Mind.Step(new PlatformInput.TimePassed(), snapshot.At), lines);
        _ledger.Replace(lines);
        _lastId = snapshot.LastId;
        TellWorld("restored");
        if (_clock.Setup.Mode == ClockMode.Real)
            return CatchUp(snapshot.At, now);
        _clock.ReturnTo(snapshot.At);
        return Task.CompletedTask;
    }

    /// <summary>A new world with what this emulator began with.</summary>
    /// <param name="seed">Its seed; null: the one it began with.</param>
    public void Reset(ulong? seed)
    {
        var now = Present();
        EndEra(Gone);
        StopCatchingUp(now);
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
