using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Disk;

/// <summary>A killed process proves nothing about the disk: its page cache lives on. The system calls do.</summary>
public sealed class SyncWitnessTests(ITestOutputHelper output)
{
    private const int Webhooks = 60;

    private static readonly string[] GoodTrace =
    [
        """7 recvmsg(9<socket:[11]>, {msg_iov=[{iov_base="POST / {\"id\":\"wamid.A\"}"}]}, 0) = 40""",
        """8 pwrite64(5</d/journal.db-wal>, "\r\0wamid.A", 4096, 0 <unfinished ...>""",
        """8 <... pwrite64 resumed>) = 4096""",
        """8 fsync(5</d/journal.db-wal>) = 0""",
        """7 sendto(9<socket:[11]>, "HTTP/1.1 200 OK\r\n", 17, 0, NULL, 0) = 17""",
    ];

    [Fact]
    public async Task Each_200_is_sent_after_the_sync_of_its_webhook_has_returned()
    {
        using var data = new TemporaryFolder("tandem-witness-");
        var log = Path.Combine(data.Path, "calls.txt");
        var load = new WebhookLoad("SYNC");
        await using (var hub = await Tracing.WatchAsync(data.Path, log))
        {
            await WebhookLoad.RegisterAsync(hub.Hub, hub["api key"]!);
            await load.PostAsync(hub.Hub, count: Webhooks, lanes: 6);
            await hub.StopAsync();
        }

        var calls = SystemCall.Read(File.ReadLines(log));
        var syncs = calls.Count(call => call.Name is "fsync" or "fdatasync");
        output.WriteLine($"{Webhooks} webhooks, {calls.Count} calls traced, {syncs} syncs");

        Assert.Equal(Webhooks, load.Acknowledged.Count);
        Assert.Equal([], load.Acknowledged.Select(wamid => SyncWitness.Against(calls, wamid)).OfType<string>());
    }

    [Fact]
    public void The_witness_accepts_the_right_order_and_sees_each_wrong_one()
    {
        Assert.Null(Verdict(GoodTrace));
        Assert.Equal("wamid.A got its 200 before it was synced",
            Verdict([.. GoodTrace[..3], GoodTrace[4], GoodTrace[3]]));
        Assert.Equal("wamid.A got its 200 before it was synced",
            Verdict([.. GoodTrace[..3], GoodTrace[3].Replace("= 0", "= -1 EIO"), GoodTrace[4]]));
        Assert.Equal("wamid.A got its 200 before it was synced",
            Verdict([GoodTrace[0], GoodTrace[3], GoodTrace[1], GoodTrace[2], GoodTrace[4]]));
        Assert.Equal("wamid.A got its 200 before it was written",
            Verdict([GoodTrace[0], GoodTrace[1], GoodTrace[4], GoodTrace[2], GoodTrace[3]]));
    }

    private static string? Verdict(string[] trace) => SyncWitness.Against(SystemCall.Read(trace), "wamid.A");
}
