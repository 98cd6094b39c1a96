namespace Tandem.Platform;

/// <summary>The emulator's only source of chance: SplitMix64, so that a seed gives the same run on every
/// machine.</summary>
/// <param name="seed">Any value; different purposes should use different streams, see <see cref="Stream"/>.</param>
public sealed class Chance(ulong seed)
{
    private const string HexDigits = "0123456789ABCDEF";
    private ulong _state = seed;

    /// <summary>A generator of its own for one purpose, so that a draw more for one does not move all the
    /// others.</summary>
    public static Chance Stream(ulong seed, string purpose) => new(Fingerprint.Of(seed, purpose));

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Fingerprint.Mix(_state);
    }

    /// <summary>A whole number from 0 up to, but without, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(((UInt128)Next() * (ulong)limit) >> 64);

    /// <summary>A number from 0 up to, but without, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability (0 never, 1 always).</summary>
    public bool Happens(double probability) => Unit() < probability;

    /// <summary>The same; a probability of 0 throws no die, so that a switch that is off moves nothing else.</summary>
    public bool HappensIfAny(double probability) => probability > 0 && Happens(probability);

    /// <summary>A duration of the range, every tick equally likely, or a straggler's.</summary>
    public TimeSpan Within(Latency range)
    {
        if (range.TailChance > 0 && Happens(range.TailChance))
            return Within(new Latency(range.Max, range.TailMax));
        var ticks = (range.Max - range.Min).Ticks;
        return ticks <= 0 ? range.Min : range.Min + TimeSpan.FromTicks((long)(Unit() * ticks));
    }

    /// <summary>Decimal digits, the first one never 0.</summary>
    public string Digits(int count) => string.Create(count, this, static (text, chance) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)('0' + (i == 0 ? 1 + chance.Below(9) : chance.Below(10)));
    });

    /// <summary>Upper-case hexadecimal digits.</summary>
    public string Hex(int count) => string.Create(count, this, static (text, chance) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = HexDigits[chance.Below(16)];
    });
}
