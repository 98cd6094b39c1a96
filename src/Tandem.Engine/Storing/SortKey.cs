namespace Tandem.Engine.Storing;

/// <summary>Builds the sort value of a row.</summary>
public static class SortKey
{
    /// <summary>Unix milliseconds: for rows ordered by an instant.</summary>
    public static long OfInstant(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    /// <summary>Event second first, then the position of the first evidence: the order of a timeline.</summary>
    /// <remarks>Positions are taken modulo 2^27 (134 million); seconds reach the year 4147 in 36 bits.</remarks>
    public static long OfSecond(long unixSecond, long position) => (unixSecond << 27) | (position & 0x7FF_FFFF);
}
