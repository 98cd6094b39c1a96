namespace Tandem.Drills.Checking;

/// <summary>A promise that a world found broken.</summary>
/// <param name="Promise">Which: P1, P2, P4, P5 (PRODUCT), <c>attention</c>, <c>liveness</c>, <c>replay</c>,
/// <c>determinism</c> or <c>exception</c>.</param>
/// <param name="What">What was expected and what was found.</param>
/// <param name="About">Ids that the story of it names.</param>
public sealed record Violation(string Promise, string What, IReadOnlyList<string> About);
