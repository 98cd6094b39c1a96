using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Tandem.Engine.Storing;
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

    [Fact]
    public async Task With_the_book_away_callers_learn_that_nothing_was_sent_and_when_to_come_back()
    {
        FaultyStorage? storage = null;
        await using var hub = await TestHub.StartAsync(
            storage: folder => storage = new FaultyStorage(new SqliteStorage(folder, TimeProvider.System)));

        storage!.BookFailure = new JournalFullException("The database is away.");
        var ours = await hub.Owner.GetAsync("/v1/numbers");
        var metas = await hub.Owner.PostAsJsonAsync($"/v25.0/{TestHub.NumberId}/messages", Hello);
        storage.BookFailure = null;

        Assert.EndsWith(":unavailable", (await ours.JsonAsync(503)).GetProperty("type").GetString());
        Assert.Equal(131016, (await metas.JsonAsync(503)).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal((1, 1), (ours.Headers.RetryAfter?.Delta?.Seconds, metas.Headers.RetryAfter?.Delta?.Seconds));
        Assert.Empty(hub.Graph.Calls);
        await (await hub.Owner.PostAsJsonAsync($"/v25.0/{TestHub.NumberId}/messages", Hello)).JsonAsync(200);
    }

    [Fact]
    public async Task A_book_that_breaks_under_a_call_ends_the_hub_and_the_call_was_not_sent()
    {
        FaultyStorage? storage = null;
        await using var hub = await TestHub.StartAsync(
            storage: folder => storage = new FaultyStorage(new SqliteStorage(folder, TimeProvider.System)));
        var before = Environment.ExitCode;
        try
        {
            storage!.BookFailure = new StorageBrokenException("The read of book.db failed (EIO).");
            var answer = await hub.Owner.PostAsJsonAsync($"/v25.0/{TestHub.NumberId}/messages", Hello);
            await hub.Host.App.WaitForShutdownAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

            Assert.Equal(131016, (await answer.JsonAsync(503)).GetProperty("error").GetProperty("code").GetInt32());
            Assert.Equal(StorageWatch.ExitCode, Environment.ExitCode);
            Assert.Empty(hub.Graph.Calls);
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    private static readonly object Hello = new
    {
        messaging_product = "whatsapp",
        to = "16505551234",
        type = "text",
        text = new { body = "Hello" },
    };

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
