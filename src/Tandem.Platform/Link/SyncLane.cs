namespace Tandem.Platform.Link;

/// <summary>What a phone still has to tell of one kind, in order. It stands still while the phone is not in
/// use.</summary>
internal sealed class SyncLane
{
    private readonly Queue<SyncStep> _steps = new();

    /// <summary>Whether the next step is on the agenda.</summary>
    public bool IsMoving { get; set; }

    public bool IsEmpty => _steps.Count == 0;

    public int Left => _steps.Count;

    public void Add(SyncStep step) => _steps.Enqueue(step);

    public SyncStep Take() => _steps.Dequeue();

    public void Clear() => _steps.Clear();
}
