using Microsoft.Extensions.Hosting;
using Tandem.Hub.Hosting;
using Tandem.Hub.Tests.Support;
using Tandem.Storage.Sqlite;

namespace Tandem.Hub.Tests;

/// <summary>What cannot be made durable is not acknowledged, and an unknown disk ends the process.</summary>
public sealed class StorageFailureTests
{
    [Fact]
    public async Task A_full_disk_is_503_and_afterwards_all_is_well()
    {
        FaultyStorage? storage = null;
        await using var hub = await TestHub.StartAsync(
            storage: folder => storage = new FaultyStorage(new SqliteStorage(folder, TimeProvider.System)));

        storage!.IsFull = true;
        var full = await hub.PostAsync(Sample.Message("wamid.1", "one"));
        storage.IsFull = false;
        var again = await hub.PostAsync(Sample.Message("wamid.1", "one"));

        Assert.Equal((503, 200), (full, again));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 1);
    }

    [Fact]
    public async Task A_broken_disk_acknowledges_nothing_and_ends_the_hub_with_a_word_and_a_code()
    {
        FaultyStorage? storage = null;
        await using var hub = await TestHub.StartAsync(
            storage: folder => storage = new FaultyStorage(new SqliteStorage(folder, TimeProvider.System)));
        var before = Environment.ExitCode;
        try
        {
            storage!.Break();
            var answered = await AnswerAsync(hub);
            await hub.Host.App.WaitForShutdownAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

            Assert.NotEqual(200, answered);
            Assert.Equal(StorageWatch.ExitCode, Environment.ExitCode);
            Assert.Contains(hub.Log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal)
                && line.Contains("The sync of journal.db failed"));
        }
        finally
        {
            Environment.ExitCode = before; // it is the test's process too
        }
    }

    private static async Task<int?> AnswerAsync(TestHub hub)
    {
        try
        {
            return await hub.PostAsync(Sample.Message("wamid.1", "one"));
        }
        catch (HttpRequestException)
        {
            return null; // nobody listens any more
        }
    }
}
