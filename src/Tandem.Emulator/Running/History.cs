using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>Something that happened to a mind, and what happened before.</summary>
internal sealed record Moment(Moment? Before, PlatformInput Input, DateTimeOffset At);

/// <summary>A name for a position in a history.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">When it was taken, by the platform's clock.</param>
/// <param name="Inputs">How many inputs lead to it.</param>
/// <param name="LedgerLines">How many lines the ledger had.</param>
/// <param name="Beginning">What its world began with.</param>
/// <param name="Latest">The last thing that happened.</param>
/// <param name="LastId">The last id given to an act or a call.</param>
internal sealed record Snapshot(
    string Name,
    DateTimeOffset At,
    int Inputs,
    int LedgerLines,
    PlatformOptions Beginning,
    Moment? Latest,
    long LastId);

/// <summary>
/// All that happened to a mind, so that another one can live through it again: the same seed and inputs give the same
/// world. Each moment knows the one before, so that snapshots share what they have in common and each stays whole when
/// another one is gone back to (docs/decisions/0231-snapshots-are-positions-in-the-inputs.md).
/// </summary>
/// <param name="isKept">Whether anything is kept at all.</param>
internal sealed class History(bool isKept)
{
    private readonly SortedDictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);
    private PlatformOptions _beginning = new();
    private Moment? _latest;
    private int _count;

    public IReadOnlyList<Snapshot> Snapshots => [.. _snapshots.Values.OrderBy(snapshot => snapshot.Inputs)];

    /// <summary>Begins anew; snapshots stay.</summary>
    public void Begin(PlatformOptions beginning) => (_beginning, _latest, _count) = (beginning, null, 0);

    /// <summary>Whether there can be snapshots.</summary>
    public bool IsKept => isKept;

    public void Add(PlatformInput input, DateTimeOffset at)
    {
        if (!isKept)
            return;
        _latest = new(_latest, input, at);
        _count++;
    }

    /// <summary>Names the present position; a name that was taken moves.</summary>
    public Snapshot Keep(string name, DateTimeOffset at, int ledgerLines, long lastId) =>
        _snapshots[name] = new(name, at, _count, ledgerLines, _beginning, _latest, lastId);

    public Snapshot? Find(string name) => _snapshots.GetValueOrDefault(name);

    public bool Remove(string name) => _snapshots.Remove(name);

    /// <summary>Goes back to a snapshot; gives all that leads to it, oldest first.</summary>
    public List<Moment> Return(Snapshot snapshot)
    {
        (_beginning, _latest, _count) = (snapshot.Beginning, snapshot.Latest, snapshot.Inputs);
        var moments = new List<Moment>(snapshot.Inputs);
        for (var moment = snapshot.Latest; moment is not null; moment = moment.Before)
            moments.Add(moment);
        moments.Reverse();
        return moments;
    }
}
