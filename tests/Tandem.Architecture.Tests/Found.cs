namespace Tandem.Architecture.Tests;

/// <summary>An assertion that shows everything it found, one per line.</summary>
internal static class Found
{
    public static void Nothing(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
