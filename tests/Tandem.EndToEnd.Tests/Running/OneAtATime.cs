namespace Tandem.EndToEnd.Tests.Running;

/// <summary>
/// Tests in which somebody looks at a screen, or a clock is part of what is expected: nothing runs beside them. All
/// others wait for what they expect, however long that takes, and run side by side before these.
/// </summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
