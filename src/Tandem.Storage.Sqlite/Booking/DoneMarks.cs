using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Journaling;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>How far deliveries are applied, in memory: per owner and lane a floor, and what is done above it.</summary>
/// <remarks>
/// Ids grow in commit order (one writer), so nothing ever appears below an id already seen. Readers raise floors;
/// the book's writer takes what they passed and drops those marks from the file.
/// </remarks>
internal sealed class DoneMarks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, OwnerMarks> _owners = new(StringComparer.Ordinal);
    private List<long> _passed = [];

    /// <summary>Every delivery below is complete.</summary>
    public long FloorOf(string owner, Lane lane)
    {
        lock (_lock)
            return _owners.TryGetValue(owner, out var marks) ? marks.Floors[(int)lane] : 0;
    }

    /// <summary>Keeps the undone of a scan that began at <paramref name="start"/>, and raises the floor.</summary>
    public List<FoundDelivery> Sift(string owner, Lane lane, long start, List<FoundDelivery> scanned)
    {
        lock (_lock)
        {
            var marks = MarksOf(owner);
            var undone = scanned.FindAll(found => !marks.IsComplete(lane, found.Id));
            if (scanned.Count > 0 && start <= marks.Floors[(int)lane])
                Raise(marks, lane, undone.Count > 0 ? undone[0].Id : scanned[^1].Id + 1, scanned);

            return undone;
        }
    }

    public int NextItemOf(string owner, Lane lane, FoundDelivery found)
    {
        lock (_lock)
        {
            if (!_owners.TryGetValue(owner, out var marks))
                return 0;

            return marks.IsComplete(lane, found.Id) ? found.Items : marks.Begun.GetValueOrDefault(found.Id);
        }
    }

    /// <summary>Takes over marks whose commit is durable.</summary>
    public void Apply(string owner, IReadOnlyList<DoneMark> marks)
    {
        if (marks.Count == 0)
            return;

        lock (_lock)
        {
            foreach (var mark in marks)
                MarksOf(owner).Apply(mark);
        }
    }

    public void LoadFloor(string owner, Lane lane, long floor)
    {
        lock (_lock)
            MarksOf(owner).Floors[(int)lane] = floor;
    }

    /// <summary>What can leave the file, if it is worth a visit; hand it back if its transaction fails.</summary>
    public PassedMarks? TakePassed(int atLeast)
    {
        lock (_lock)
        {
            if (_passed.Count < atLeast)
                return null;

            var taken = new PassedMarks(
                _passed,
                [.. _owners.SelectMany(owner => owner.Value.Floors.Select((floor, lane) => (owner.Key, lane, floor)))]);
            _passed = [];
            return taken;
        }
    }

    public void Return(PassedMarks marks)
    {
        lock (_lock)
            _passed.AddRange(marks.Deliveries);
    }

    private void Raise(OwnerMarks marks, Lane lane, long floor, List<FoundDelivery> scanned)
    {
        if (floor <= marks.Floors[(int)lane])
            return;

        marks.Floors[(int)lane] = floor;
        foreach (var found in scanned)
        {
            if (found.Id < floor && marks.Complete.Remove(found.Id))
                _passed.Add(found.Id);
        }
    }

    private OwnerMarks MarksOf(string owner)
    {
        if (!_owners.TryGetValue(owner, out var marks))
            _owners.Add(owner, marks = new OwnerMarks());

        return marks;
    }

    private sealed class OwnerMarks
    {
        public long[] Floors { get; } = new long[3];

        public HashSet<long> Complete { get; } = [];

        public Dictionary<long, int> Begun { get; } = [];

        public bool IsComplete(Lane lane, long id) => id < Floors[(int)lane] || Complete.Contains(id);

        public void Apply(DoneMark mark)
        {
            if (!mark.IsComplete)
            {
                Begun[mark.DeliveryId] = mark.NextItem;
                return;
            }

            Begun.Remove(mark.DeliveryId);
            Complete.Add(mark.DeliveryId);
        }
    }
}

/// <summary>Marks no longer needed one by one, and the floors that stand for them.</summary>
internal sealed record PassedMarks(
    IReadOnlyList<long> Deliveries, IReadOnlyList<(string Owner, int Lane, long Floor)> Floors);
