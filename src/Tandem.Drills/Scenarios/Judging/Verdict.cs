namespace Tandem.Drills.Scenarios.Judging;

/// <summary>Whether an expectation came true.</summary>
/// <param name="Expectation">Which.</param>
/// <param name="Holds">Whether it did.</param>
/// <param name="Expected">What should be seen.</param>
/// <param name="Seen">What is.</param>
/// <param name="Which">Some of what was counted.</param>
public sealed record Verdict(
    Expectation Expectation, bool Holds, string Expected, string Seen, IReadOnlyList<string> Which)
{
    /// <summary>What was expected, in words.</summary>
    public string Words => Expectation.Because is { } because
        ? because
        : $"{Expectation.Sight.Name} ({Expectation.Given.Words})";
}
