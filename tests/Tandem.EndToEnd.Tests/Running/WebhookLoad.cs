using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>Plays Meta: registers a number, posts signed webhooks, and remembers which were acknowledged.</summary>
/// <param name="word">Goes into every wamid, so that traces can be searched for it.</param>
internal sealed class WebhookLoad(string word)
{
    private const string Number = "106540352242922";
    private const string Secret = "the app's secret of the tests";

    private readonly ConcurrentDictionary<string, int> _answers = new();
    private int _sent;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How many were posted.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>The wamids of those that got 200.</summary>
    public IReadOnlyCollection<string> Acknowledged =>
        [.. _answers.Where(answer => answer.Value == 200).Select(answer => answer.Key)];

    /// <summary>The wamids of those that got an answer other than 200.</summary>
    public IReadOnlyCollection<string> Refused =>
        [.. _answers.Where(answer => answer.Value != 200).Select(answer => answer.Key)];

    /// <summary>Connects the number whose webhooks follow.</summary>
    public static async Task RegisterAsync(string hub, string apiKey)
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

    /// <summary>Every message on the hub's timelines, once nothing waits for its turn any more.</summary>
    public static async Task<List<string>> ShownAsync(string hub, string apiKey)
    {
        using var client = new HubClient(hub, apiKey);
        await Until.FoundAsync(() => SettledAsync(client), TimeSpan.FromSeconds(60), "nothing pending");
        var shown = new List<string>();
        foreach (var conversation in await client.ListAsync($"/v1/numbers/{Number}/conversations"))
        {
            var messages = await client.ListAsync($"/v1/conversations/{conversation["id"]}/messages");
            shown.AddRange(messages.Select(message => (string)message["wamid"]!));
        }

        return shown;
    }

    /// <summary>Posts at a rate until stopped. An open loop: a slow answer does not slow the sender.</summary>
    public async Task PostAsync(string hub, int perSecond, CancellationToken stop)
    {
        using var http = NewClient();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var began = TimeProvider.System.GetTimestamp();
        var posts = new List<Task>();
        try
        {
            while (await beat.WaitForNextTickAsync(stop))
            {
                // Ticks may be late; what was due meanwhile is made up for.
                while (posts.Count < TimeProvider.System.GetElapsedTime(began).TotalSeconds * perSecond)
                    posts.Add(PostOneAsync(http, hub));
            }
        }
        catch (OperationCanceledException)
        {
            // What the hub answered until then counts.
        }

        await Task.WhenAll(posts);
    }

    /// <summary>Posts <paramref name="count"/> webhooks over as many connections as there are lanes.</summary>
    public async Task PostAsync(string hub, int count, int lanes)
    {
        using var http = NewClient();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = Ct },
            async (_, _) => await PostOneAsync(http, hub));
    }

    private static HttpClient NewClient() => new() { Timeout = TimeSpan.FromSeconds(10) };

    private async Task PostOneAsync(HttpClient http, string hub)
    {
        var number = Interlocked.Increment(ref _sent);
        var wamid = $"wamid.{word}{number:D8}";
        var body = Body(number, wamid);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{hub}/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(body),
        };
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(mac));
        try
        {
            using var answer = await http.SendAsync(request, CancellationToken.None);
            _answers[wamid] = (int)answer.StatusCode;
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            // No answer, no promise.
        }
    }

    private static byte[] Body(int number, string wamid)
    {
        var customer = $"1650555{number % 40:D4}";
        return Encoding.UTF8.GetBytes(
            $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",
            "value":{"messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{{Number}}}"},
            "contacts":[{"profile":{"name":"C"},"wa_id":"{{{customer}}}"}],
            "messages":[{"from":"{{{customer}}}","id":"{{{wamid}}}","timestamp":"{{{1_750_000_000 + number}}}",
            "type":"text","text":{"body":"message {{{number}}}"}}]}}]}]}
            """);
    }

    private static async Task<JsonNode?> SettledAsync(HubClient client)
    {
        var ledger = await client.GetAsync($"/v1/numbers/{Number}/ledger");
        return (long)ledger["pending"]! == 0 ? ledger : null;
    }
}
