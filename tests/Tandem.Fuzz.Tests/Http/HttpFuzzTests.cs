using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Intake;
using Tandem.Engine.Storing;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests.Http;

/// <summary>
/// Mutated webhooks in odd requests, written byte by byte to a real hub: it never fails, and what it answers 200 is
/// found again, byte for byte.
/// </summary>
public sealed class HttpFuzzTests(ITestOutputHelper output)
{
    private const int Callers = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly int Requests = TestSize.Of("TANDEM_FUZZ_REQUESTS", usual: 1_500, full: 50_000);

    private readonly ConcurrentQueue<(byte[] Body, string Way)> _acknowledged = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();

    [Fact]
    public async Task No_request_makes_the_hub_fail_and_none_is_answered_200_without_its_bytes()
    {
        var began = Stopwatch.GetTimestamp();
        await using var hub = await RunningHub.StartAsync();
        var server = new IPEndPoint(IPAddress.Loopback, hub.Url.Port);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => AskAsync(server, TestSize.Seed + n, ShareOf(n))));

        var answers = _answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}");
        output.WriteLine($"seed {TestSize.Seed}: {Requests} requests in {Stopwatch.GetElapsedTime(began)}; "
            + string.Join(", ", answers));
        Assert.Equal(Requests, _answers.Values.Sum());
        Assert.True(hub.Errors.Count == 0, string.Join('\n', hub.Errors.Take(5)));
        Assert.True(_acknowledged.Count > Requests / 3, $"only {_acknowledged.Count} got behind the door");
        await AllAreKeptAsync(hub);
        await AllAreDecidedAsync(hub);
        Assert.Empty(hub.Errors);
        output.WriteLine($"all in {Stopwatch.GetElapsedTime(began)}");
    }

    // All together make every request there is to make.
    private static int ShareOf(int caller) => (Requests / Callers) + (caller < Requests % Callers ? 1 : 0);

    private async Task AskAsync(IPEndPoint server, int seed, int requests)
    {
        var chance = new Random(seed);
        var dialect = new Dialect(chance);
        var mill = new Mill(seed);
        using var caller = new Caller(server);
        for (var n = 0; n < requests; n++)
        {
            var input = mill.Next();
            var request = dialect.Write(input);
            var status = await caller.AskAsync(request.Pieces, request.EndsInput);
            _answers.AddOrUpdate($"{status}", 1, (_, count) => count + 1);
            Assert.True(status is not 500, $"seed {seed}, request {n}, {request.Way}: 500");
            if (status != 200)
                continue;
            Assert.True(input.SignedBy is not null, $"seed {seed}, request {n}, {request.Way}: nobody signed it");
            _acknowledged.Enqueue((input.Body, request.Way));
        }
    }

    // By the journal for whatever owners a mutation made up, and by /v1 for those that are.
    private async Task AllAreKeptAsync(RunningHub hub)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var owners = _acknowledged.SelectMany(one => Addressing.Deliveries(WebhookScan.Read(one.Body)))
            .Select(part => part.Owner).Distinct();
        foreach (var owner in owners)
            await JournalledAsync(hub, owner, kept);
        Assert.Empty(_acknowledged.Where(one => !kept.Contains(Convert.ToBase64String(one.Body)))
            .Select(one => one.Way));

        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shop in Mill.Shops)
        {
            shown.UnionWith(await hub.ReceivedAsync(shop.PhoneNumberId));
            shown.UnionWith(await hub.ReceivedAsync(shop.WabaId));
        }

        shown.UnionWith(await hub.ReceivedAsync("unknown"));
        shown.UnionWith(await hub.ReceivedAsync("unreadable"));
        output.WriteLine($"{_acknowledged.Count} acknowledged, {kept.Count} bodies journalled, {shown.Count} in /v1");
        var known = Mill.Owners.ToHashSet();
        Assert.Empty(_acknowledged
            .Where(one => Addressing.Deliveries(WebhookScan.Read(one.Body)).Any(part => known.Contains(part.Owner)))
            .Where(one => !shown.Contains(Convert.ToBase64String(one.Body))).Select(one => one.Way));
    }

    private static async Task JournalledAsync(RunningHub hub, Owner owner, HashSet<string> kept)
    {
        long? before = null;
        while (true)
        {
            var page = await hub.Storage.Journal.PageDeliveriesAsync(owner, before, 500, CancellationToken.None);
            if (page.Count == 0)
                return;
            kept.UnionWith(page.Select(delivery => Convert.ToBase64String(delivery.Webhook.Body.Span)));
            before = page[^1].Id;
        }
    }

    private static async Task AllAreDecidedAsync(RunningHub hub)
    {
        foreach (var shop in Mill.Shops)
        {
            var began = Stopwatch.GetTimestamp();
            while (true)
            {
                var ledger = await hub.GetAsync($"/v1/numbers/{shop.PhoneNumberId}/ledger");
                if (ledger.GetProperty("pending").GetInt64() == 0)
                    break;
                Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"{shop.PhoneNumberId} never rests: {ledger}");
                await Task.Yield();
            }
        }
    }
}
