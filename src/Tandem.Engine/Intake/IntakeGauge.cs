namespace Tandem.Engine.Intake;

/// <summary>How many webhooks wait for their 200 at this instant: what everything else gives way to.</summary>
public sealed class IntakeGauge
{
    private int _waiting;

    /// <summary>Webhooks that were received and are not yet durable.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>One more waits.</summary>
    public void Enter() => Interlocked.Increment(ref _waiting);

    /// <summary>One of them waits no longer.</summary>
    public void Leave() => Interlocked.Decrement(ref _waiting);
}
