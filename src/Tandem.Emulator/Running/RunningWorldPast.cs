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

    /// <summary>A mind with all there is from the start.</summary>
    /// <exception cref="ActRefusedException">Something of it is impossible; its field says what.</exception>
    private PlatformMind Begin(PlatformOptions beginning)
    {
        if (PlatformMind.ObjectionTo(beginning.Accounts) is { } objection)
            throw new ActRefusedException(objection);
        _history.Begin(beginning);
        var mind = new PlatformMind(beginning);
        // The first step opens the accounts, so it is part of the history although only time passes in it.
        Begin(mind, new PlatformInput.TimePassed(), "");
        foreach (var (name, setup) in _options.Customers.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Begin(mind, new PlatformInput.DefineCustomer(++_lastId, name, setup), $"customers.{name}");
        foreach (var (i, fault) in _options.Faults.Index())
            Begin(mind, new PlatformInput.AddFault(++_lastId, fault), $"faults[{i}]");
        return mind;
    }

    private void Begin(PlatformMind mind, PlatformInput input, string path)
    {
        var now = _clock.Now;
        now = now > mind.Now ? now : mind.Now;
        _history.Add(input, now);
        foreach (var output in mind.Step(input, now))
        {
            if (output is PlatformOutput.ActSettled { Refusal: { } refusal })
                throw new ActRefusedException(refusal with { Field = $"{path}.{refusal.Field}" });
            Keep(output);
        }
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
