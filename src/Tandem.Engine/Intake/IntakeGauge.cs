namespace Tandem.Engine.Intake;

/// <summary>How many webhooks wait for their 200: what everything else gives way to.</summary>
public sealed class IntakeGauge
{
    // A group commit empties the queue for an instant, so an instant says little: the average moves by a 64th of the
    // difference with each webhook. Kept in 256ths; an update lost between two threads changes nothing.
    private const int Unit = 256;
    private const int Inertia = 64;

    private int _waiting;
    private int _average;

    /// <summary>Webhooks that were received and are not yet durable.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many waited on average when the latest webhooks came; 0 as soon as none waits.</summary>
    public int Average => Waiting == 0 ? 0 : Volatile.Read(ref _average) / Unit;

    /// <summary>One more waits.</summary>
    public void Enter()
    {
        var waiting = Interlocked.Increment(ref _waiting);
        var average = Volatile.Read(ref _average);
        Volatile.Write(ref _average, average + (((waiting * Unit) - average) / Inertia));
    }

    /// <summary>One of them waits no longer.</summary>
    public void Leave() => Interlocked.Decrement(ref _waiting);
}
