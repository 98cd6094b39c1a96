namespace Tandem.Drills.Worlds;

/// <summary>When it is busy in a world, and when it is quiet.</summary>
internal sealed class Calendar(DateTimeOffset start, WorldPlan plan)
{
    /// <summary>How much rarer people act in the quiet: a night lasts hours, and few things happen in it.</summary>
    private const double Quiet = 0.002;

    /// <summary>The rush it is, or the one it was last.</summary>
    public Rush At(DateTimeOffset now) => plan.Rushes.Last(rush => rush.From <= now - start);

    /// <summary>Whether people write often now.</summary>
    public bool IsBusy(DateTimeOffset now) => At(now).To > now - start;

    /// <summary>When somebody acts who would, were it busy all the time, act after this pause.</summary>
    public DateTimeOffset ActsAt(DateTimeOffset now, TimeSpan pause)
    {
        if (IsBusy(now + pause))
            return now + pause;

        var alone = now + (pause / Quiet);
        var next = plan.Rushes.FirstOrDefault(rush => start + rush.From > now);
        return next is not null && start + next.From < alone ? start + next.From + pause : alone;
    }
}
