namespace Tandem.EndToEnd.Tests.Running;

/// <summary>Waits for conditions of other processes, which can only be asked again.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the answer is not null.</summary>
    public static async Task<T> FoundAsync<T>(Func<Task<T?>> ask, TimeSpan limit, string what)
        where T : class
    {
        var end = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(end) < limit)
        {
            if (await ask() is { } found)
                return found;
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{what}: not within {limit}.");
    }
}
