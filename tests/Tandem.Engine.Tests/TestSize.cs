namespace Tandem.Engine.Tests;

/// <summary>How much a property test tries: little in <c>./test</c>, the full count in <c>./test --full</c>.</summary>
internal static class TestSize
{
    public static long Of(int usual, int full) =>
        Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? full : usual;
}
