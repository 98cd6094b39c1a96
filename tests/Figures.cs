namespace Tandem.Testing;

/// <summary>What a long test counts, and how far it is: <c>./test --full</c> shows these lines while it runs.</summary>
internal static class Figures
{
    private static readonly Lock Gate = new();
    private static readonly string? ShownFrom = Environment.GetEnvironmentVariable("TANDEM_TEST_FIGURES");

    /// <summary>Says one line; also in the test's own output.</summary>
    public static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (ShownFrom is null)
            return;
        lock (Gate)
            File.AppendAllText(ShownFrom, line + "\n");
    }

    /// <summary>A progress that says every twentieth of the whole.</summary>
    public static IProgress<T> Counting<T>(string what, int whole) => new Counter<T>(what, whole);

    private sealed class Counter<T>(string what, int whole) : IProgress<T>
    {
        private int _done;

        public void Report(T value)
        {
            var done = Interlocked.Increment(ref _done);
            if (done == whole || done % Math.Max(1, whole / 20) == 0)
                Say($"{what}: {done} of {whole}");
        }
    }
}
