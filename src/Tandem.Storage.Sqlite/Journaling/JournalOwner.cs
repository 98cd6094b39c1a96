using System.Collections.Concurrent;
using Tandem.Engine.Journal;

namespace Tandem.Storage.Sqlite.Journaling;

/// <summary>What the journal knows by heart about an owner: its short id, its count, its newest deliveries.</summary>
internal sealed class JournalOwner(int id, string value)
{
    private const int Lanes = 3;

    private readonly long[] _newest = new long[Lanes];
    private readonly long[] _newestPending = new long[Lanes];
    private long _items;
    private long _itemsPending;

    public int Id => id;

    public string Value => value;

    /// <summary>Items received in committed webhooks.</summary>
    public long Items => Volatile.Read(ref _items);

    /// <summary>Items received, with those of the transaction being written.</summary>
    public long ItemsWithPending => _items + _itemsPending;

    /// <summary>The owner's row is in the file already.</summary>
    public bool IsStored { get; set; }

    /// <summary>The id of the newest committed delivery in a lane, 0 if there is none.</summary>
    public long NewestIn(Lane lane) => Volatile.Read(ref _newest[(int)lane]);

    /// <summary>As found when the file was opened.</summary>
    public void Load(long items, Lane lane, long newest)
    {
        _items = items;
        _newest[(int)lane] = newest;
    }

    public void Add(Lane lane, long deliveryId, int items)
    {
        _itemsPending += items;
        _newestPending[(int)lane] = deliveryId;
    }

    public void Publish()
    {
        IsStored = true;
        for (var lane = 0; lane < Lanes; lane++)
            Volatile.Write(ref _newest[lane], Math.Max(_newest[lane], _newestPending[lane]));

        // Last: whoever counts an item as received finds its delivery.
        Volatile.Write(ref _items, ItemsWithPending);
        Forget();
    }

    public void Forget()
    {
        _itemsPending = 0;
        Array.Clear(_newestPending);
    }
}

/// <summary>The owners in the journal, by their text.</summary>
internal sealed class JournalOwners
{
    private readonly ConcurrentDictionary<string, JournalOwner> _byValue = new(StringComparer.Ordinal);

    /// <summary>All of them in a stable order.</summary>
    public IEnumerable<JournalOwner> All => _byValue.Values.OrderBy(owner => owner.Value, StringComparer.Ordinal);

    public int NextId => _byValue.IsEmpty ? 1 : _byValue.Values.Max(owner => owner.Id) + 1;

    public JournalOwner? Find(string value) => _byValue.GetValueOrDefault(value);

    public void Add(JournalOwner owner) => _byValue[owner.Value] = owner;
}
