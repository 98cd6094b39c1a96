using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>P1 outside the simulation: a real hub on SQLite, killed without warning under load.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const string Number = "106540352242922";
    private const string Secret = "the app's secret of the kill test";
    private const int PerSecond = 200;

    // 20 kills in the full run; fewer where the whole suite has to end within minutes.
    private static readonly int Kills = Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? 20 : 4;

    private readonly ConcurrentBag<string> _acknowledged = [];
    private int _sent;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_webhook_survives_kill_minus_nine()
    {
        var data = Directory.CreateTempSubdirectory("tandem-kill-");
        try
        {
            var chance = new Random(20261122);
            string? apiKey = null;
            for (var kill = 0; kill < Kills; kill++)
            {
                await using var hub = await TandemProcess.StartAsync("up", "--data", data.FullName, "--port", "0");
                apiKey ??= hub["api key"];
                if (kill == 0)
                    await RegisterAsync(hub.Hub, apiKey!);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                var load = LoadAsync(hub.Hub, stop.Token);
                // a random instant is the point
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(300, 1500)), Ct);
                await hub.KillAsync();
                await stop.CancelAsync();
                await load;
            }

            await using var last = await TandemProcess.StartAsync("up", "--data", data.FullName, "--port", "0");
            using var client = new HubClient(last.Hub, apiKey!);
            await Until.FoundAsync(() => SettledAsync(client), TimeSpan.FromSeconds(60), "nothing pending");
            var shown = await ShownAsync(client);
            output.WriteLine($"{Kills} kills, {_sent} sent, {_acknowledged.Count} acknowledged, {shown.Count} shown");

            Assert.True(_acknowledged.Count > Kills * 20,
                $"Only {_acknowledged.Count} were acknowledged: no load at all.");
            Assert.Equal([], _acknowledged.Except(shown));
            Assert.Equal(shown.Count, shown.Distinct().Count());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task RegisterAsync(string hub, string apiKey)
    {
        using var client = new HubClient(hub, apiKey);
        await client.PostAsync("/v1/numbers", new JsonObject
        {
            ["phone_number_id"] = Number,
            ["waba_id"] = "102290129340398",
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = "a-token-nobody-uses",
            ["app_secret"] = Secret,
            ["app_id"] = "634974688087057",
        });
    }

    // An open loop: a slow answer does not slow the sender.
    private async Task LoadAsync(string hub, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var posts = new List<Task>();
        try
        {
            while (await beat.WaitForNextTickAsync(stop))
                posts.Add(PostAsync(http, hub));
        }
        catch (OperationCanceledException)
        {
            // The hub was killed: what it answered until then counts.
        }

        await Task.WhenAll(posts);
    }

    private async Task PostAsync(HttpClient http, string hub)
    {
        var number = Interlocked.Increment(ref _sent);
        var wamid = $"wamid.KILL{number:D8}";
        var customer = $"1650555{number % 40:D4}";
        var body = Encoding.UTF8.GetBytes(
            $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",
            "value":{            "messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{Number}}}"},
            "contacts":[{"profile":{"name":"C"},"wa_id":"{{{customer}}}"}],
            "messages":[{"from":"{{{customer}}}","id":"{{{wamid}}}","timestamp":"{{{1_750_000_000 + number}}}",
            "type":"text","text":{"body":"message {{{number}}}"}}]}}]}]}
            """);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{hub}/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(body),
        };
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(mac));
        try
        {
            using var answer = await http.SendAsync(request, CancellationToken.None);
            if ((int)answer.StatusCode == 200)
                _acknowledged.Add(wamid);
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            // No acknowledgement, no promise.
        }
    }

    private static async Task<JsonNode?> SettledAsync(HubClient client)
    {
        var ledger = await client.GetAsync($"/v1/numbers/{Number}/ledger");
        return (long)ledger["pending"]! == 0 ? ledger : null;
    }

    private static async Task<List<string>> ShownAsync(HubClient client)
    {
        var shown = new List<string>();
        foreach (var conversation in await client.ListAsync($"/v1/numbers/{Number}/conversations"))
        {
            var messages = await client.ListAsync($"/v1/conversations/{conversation["id"]}/messages");
            shown.AddRange(messages.Select(message => (string)message["wamid"]!));
        }

        return shown;
    }
}
