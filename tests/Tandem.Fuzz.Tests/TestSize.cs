namespace Tandem.Fuzz.Tests;

/// <summary>How much is tried: little in <c>./test</c>, the full count in <c>./test --full</c>, or what the environment
/// says.</summary>
internal static class TestSize
{
    /// <summary>The seed; another one with <c>TANDEM_FUZZ_SEED</c>.</summary>
    public static int Seed { get; } = Given("TANDEM_FUZZ_SEED") ?? 20261124;

    public static int Of(string variable, int usual, int full) =>
        Given(variable) ?? (Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? full : usual);

    private static int? Given(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var count) ? count : null;
}
