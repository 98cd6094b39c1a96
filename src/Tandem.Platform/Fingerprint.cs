namespace Tandem.Platform;

/// <summary>A stable hash of texts: what must not depend on the order of events (a person's BSUID) is derived by
/// it.</summary>
internal static class Fingerprint
{
    public static ulong Of(ulong seed, string text)
    {
        var hash = 0xCBF29CE484222325 ^ seed;
        foreach (var letter in text)
            hash = (hash ^ letter) * 0x100000001B3;
        return Mix(hash);
    }

    /// <summary>The finalizer of SplitMix64: every bit of the input moves every bit of the result.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
