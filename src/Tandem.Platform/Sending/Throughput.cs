namespace Tandem.Platform.Sending;

/// <summary>
/// The throughput of a number: a bucket of one second's messages that refills evenly (Meta, "Throughput"; the bucket is
/// our reading). Both directions take from it. What comes in, and what the app sends, is never refused: it may empty
/// the bucket and owe up to one second's messages more. So a flood from outside closes the Cloud API for little more
/// than a second after its end.
/// </summary>
internal sealed class Throughput
{
    private DateTimeOffset _paidUntil;

    /// <summary>Takes one message out; null: there is no limit.</summary>
    public void Charge(DateTimeOffset now, int? perSecond)
    {
        if (perSecond is not { } rate)
            return;
        var deepest = now + TimeSpan.FromSeconds(2);
        var paid = (_paidUntil > now ? _paidUntil : now) + Cost(rate);
        _paidUntil = paid < deepest ? paid : deepest;
    }

    /// <summary>Messages that fit now; below zero while something is owed.</summary>
    public int Room(DateTimeOffset now, int perSecond)
    {
        var taken = _paidUntil > now ? _paidUntil - now : TimeSpan.Zero;
        return (int)Math.Floor((TimeSpan.FromSeconds(1) - taken) / Cost(perSecond));
    }

    private static TimeSpan Cost(int perSecond) => TimeSpan.FromTicks(TimeSpan.TicksPerSecond / perSecond);
}
