namespace Tandem.Drills.Tests;

/// <summary>Tests that use every core by themselves: one at a time, or each would only take the others' time.</summary>
[CollectionDefinition(nameof(WholeMachine), DisableParallelization = true)]
public sealed class WholeMachine;
