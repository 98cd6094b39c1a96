namespace Tandem.Engine.Replaying;

/// <summary>What came of replaying one number.</summary>
/// <param name="PhoneNumberId">The number.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Why">Where the verdict needs it: what stood in the way.</param>
/// <param name="Inputs">Recorded inputs that were decided again.</param>
/// <param name="Rows">Rows that were compared, those of one side only included.</param>
/// <param name="Found">How many differences there are.</param>
/// <param name="Differences">The first of them.</param>
public sealed record ReplayReport(
    string PhoneNumberId,
    ReplayVerdict Verdict,
    string? Why,
    long Inputs,
    long Rows,
    long Found,
    IReadOnlyList<Difference> Differences);

/// <summary>The end of a replay.</summary>
public enum ReplayVerdict
{
    /// <summary>Every input was decided as recorded, and every row is as stored.</summary>
    Same,

    /// <summary>Something is not.</summary>
    Differs,

    /// <summary>The inputs are not all there, or a version recorded them that left out what a replay needs.</summary>
    Impossible,

    /// <summary>A hub writes to this store, faster than it can be compared.</summary>
    Unsettled,
}

/// <summary>Something that is not the same in the book and in the replay. It never holds what people wrote.</summary>
/// <param name="Where">An input by position and kind, or a row by kind and key.</param>
/// <param name="What">Which member differs, or on which side it is missing.</param>
public sealed record Difference(string Where, string What);

/// <summary>How far a replay is.</summary>
/// <param name="PhoneNumberId">The number.</param>
/// <param name="Done">Inputs decided again.</param>
/// <param name="Inputs">Inputs there are.</param>
public sealed record ReplayProgress(string PhoneNumberId, long Done, long Inputs);
