using Tandem.Drills.Running;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Decides what breaks. Each site draws from a stream of its own, so that a new site moves no other.</summary>
internal sealed class Weather(ulong seed, WorldPlan plan, Calendar calendar, Trace trace)
{
    private static readonly FaultSite[] Sites = Enum.GetValues<FaultSite>();

    private readonly Chance[] _streams = [.. Sites.Select(site => Chance.Stream(seed, $"fault/{site}"))];
    private readonly Chance _delays = Chance.Stream(seed, "delays");
    private readonly int[] _hits = new int[Sites.Length];

    /// <summary>Whether things break; over when the storm is over.</summary>
    public bool IsStormy { get; set; } = true;

    /// <summary>How often each fault struck.</summary>
    public IReadOnlyDictionary<FaultSite, int> Hits =>
        Sites.Where(site => _hits[(int)site] > 0).ToDictionary(site => site, site => _hits[(int)site]);

    /// <summary>Whether a fault strikes here and now.</summary>
    public bool Strikes(FaultSite site, string subject)
    {
        var rate = plan.Rates[(int)site];
        if (!IsStormy || rate <= 0 || calendar.At(trace.Now).IsOff[(int)site] || !_streams[(int)site].Happens(rate))
            return false;

        _hits[(int)site]++;
        trace.Note("fault", $"{site} {subject}");
        return true;
    }

    /// <summary>How often a fault of a world may strike where its site is passed.</summary>
    public double RateOf(FaultSite site) => plan.Rates[(int)site];

    /// <summary>A fault struck on the platform's own side.</summary>
    public void Struck(FaultSite site, int times) => _hits[(int)site] += times;

    /// <summary>Whether what should take equally long takes a little more or less; true by default.</summary>
    public bool HasJitter { get; set; } = true;

    /// <summary>A delay, in milliseconds.</summary>
    public TimeSpan Delay(double min, double max) => TimeSpan.FromTicks(
        (long)((min + (HasJitter ? (max - min) * _delays.Unit() : 0)) * TimeSpan.TicksPerMillisecond));
}
