using Tandem.Platform.Accounts;

namespace Tandem.Platform.Network;

/// <summary>A fault at work.</summary>
internal sealed class Fault(long id, FaultSetup setup, DateTimeOffset? until)
{
    private static readonly Latency UsualDelay = Latency.Seconds(0, 60);

    public long Id { get; } = id;

    public FaultSetup Setup { get; } = setup;

    public DateTimeOffset? Until { get; } = until;

    public int Struck { get; set; }

    public Latency Delay => Setup.Delay ?? UsualDelay;

    public int Code => Setup.Code ?? 131000;
}

/// <summary>Faults at work, and the dice that decide whether one strikes. Without a fault no die is thrown.</summary>
internal sealed class Faults(ulong seed)
{
    private readonly Chance _dice = Chance.Stream(seed, "faults");
    private readonly List<Fault> _active = [];
    private long _lastId;

    public Fault Add(FaultSetup setup, DateTimeOffset now)
    {
        var fault = new Fault(++_lastId, setup, setup.Duration is { } duration ? now + duration : null);
        _active.Add(fault);
        return fault;
    }

    public bool Remove(long id) => _active.RemoveAll(fault => fault.Id == id) > 0;

    public bool IsActive(Fault fault, DateTimeOffset now) => _active.Contains(fault) && !(now >= fault.Until);

    public void RemoveAll() => _active.Clear();

    /// <summary>The fault of a kind that strikes now; null: none.</summary>
    public Fault? Strike(string kind, BusinessNumber? number, DateTimeOffset now)
    {
        if (_active.Count == 0)
            return null;
        foreach (var fault in _active)
        {
            if (fault.Setup.Kind == kind && !(now >= fault.Until)
                && (fault.Setup.PhoneNumberId is not { } only || only == number?.PhoneNumberId)
                && Strikes(fault))
                return fault;
        }

        return null;
    }

    /// <summary>Whether a fault that could strike does, by its probability.</summary>
    public bool Strikes(Fault fault)
    {
        var strikes = _dice.Happens(fault.Setup.Probability);
        if (strikes)
            fault.Struck++;
        return strikes;
    }

    /// <summary>How long a striking fault delays.</summary>
    public TimeSpan Wait(Fault fault) => _dice.Within(fault.Delay);

    public IReadOnlyList<FaultView> Views(DateTimeOffset now)
    {
        _active.RemoveAll(fault => now >= fault.Until);
        return [.. _active.Select(fault => new FaultView(fault.Id, fault.Setup, fault.Until, fault.Struck))];
    }
}
