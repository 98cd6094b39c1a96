using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>
/// Programs that send through the hub by every road: <c>/v1</c>, the drop-in <c>/messages</c> with an idempotency key,
/// and without one. Who has a key repeats until there is an answer that ends the matter; who has none never repeats.
/// </summary>
internal sealed class Programs(string hub, string number, IReadOnlyList<string> customers) : IDisposable
{
    /// <summary>No connection: nobody heard it, and who has no key may say it again too.</summary>
    private const int NotAsked = -1;

    // "Nobody knows" stays the answer until a status comes: no use in asking for ever.
    private const int MostAsked = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentQueue<AskedSend> _asked = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly HttpClient _http = new() { BaseAddress = new Uri(hub), Timeout = TimeSpan.FromSeconds(60) };
    private int _count;

    /// <summary>Everything that was to be said.</summary>
    public IReadOnlyCollection<AskedSend> Asked => _asked;

    /// <summary>How often each answer came, by road and status.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    public void Dispose() => _http.Dispose();

    /// <summary>Sends until stopped; what is under way then is asked to its end.</summary>
    /// <param name="key">The hub's key of this program.</param>
    /// <param name="road">How it asks.</param>
    /// <param name="seed">Whom it writes to, and when.</param>
    /// <param name="stop">Ends it.</param>
    public async Task SendAsync(string key, Func<AskedSend, string, Task<bool>> road, int seed, CancellationToken stop)
    {
        var chance = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            var send = new AskedSend(
                $"say {Interlocked.Increment(ref _count):D6}", customers[chance.Next(customers.Count)]);
            _asked.Enqueue(send);
            while (!await road(send, key))
                await Task.Delay(Pause, CancellationToken.None);
            await Task.Delay(chance.Next(40, 200), CancellationToken.None);
        }
    }

    /// <summary>Through <c>/v1</c>, repeated with its key.</summary>
    public async Task<bool> ByV1Async(AskedSend send, string key)
    {
        var body = Text(send);
        body["tandem"] = new JsonObject { ["idempotency_key"] = send.Words };
        var (status, answer) = await PostAsync(send, key, $"/v1/numbers/{number}/messages", body, "v1");
        if (status is NotAsked or 0 or 429 or 500 or 503)
            return false; // nothing was taken, or nobody knows: with the key it may be asked again

        Assert.True(status is 202 or 409, $"{status} {answer?.ToJsonString()}");
        send.SendId = (string?)answer!["id"];
        send.Fate = status == 202 ? Fate.Taken : Fate.NotSent;
        return true;
    }

    /// <summary>Through the drop-in, repeated with its key.</summary>
    public async Task<bool> ByDropInAsync(AskedSend send, string key)
    {
        var (status, answer) = await PostAsync(
            send, key, $"/v25.0/{number}/messages", Text(send), "drop-in", idempotencyKey: send.Words);
        return Read(send, status, answer)
            || status is not (NotAsked or 0 or 429 or 500 or 503)
            || send.Asked >= MostAsked;
    }

    /// <summary>Through the drop-in, once.</summary>
    public async Task<bool> OnceAsync(AskedSend send, string key)
    {
        var (status, answer) = await PostAsync(send, key, $"/v25.0/{number}/messages", Text(send), "once");
        Read(send, status, answer);
        return status != NotAsked;
    }

    private static bool Read(AskedSend send, int status, JsonNode? answer)
    {
        send.Wamid = status == 200 ? (string?)answer!["messages"]![0]!["id"] : null;
        send.Fate = status == 200 ? Fate.Sent
            : status <= 0 || (int?)answer?["error"]?["code"] is null or 131000 ? Fate.Unknown
            : Fate.NotSent;
        return status == 200;
    }

    private async Task<(int Status, JsonNode? Answer)> PostAsync(
        AskedSend send, string key, string path, JsonObject body, string road, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        try
        {
            using var answer = await _http.SendAsync(request, CancellationToken.None);
            send.Asked++;
            Count($"{road} {(int)answer.StatusCode}");
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            return ((int)answer.StatusCode, JsonNode.Parse(text));
        }
        catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return (NotAsked, null);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            send.Asked++;
            Count($"{road} no answer");
            return (0, null);
        }
        catch (JsonException)
        {
            return ((int)HttpStatusCode.InternalServerError, null);
        }
    }

    private void Count(string what) => _answers.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static JsonObject Text(AskedSend send) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["to"] = send.Customer,
        ["type"] = "text",
        ["text"] = new JsonObject { ["body"] = send.Words },
    };
}
