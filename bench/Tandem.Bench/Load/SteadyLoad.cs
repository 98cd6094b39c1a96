using System.Diagnostics;

namespace Tandem.Bench.Load;

/// <summary>
/// Posts at a fixed rate whatever the answers take, and measures each from the instant it was due, so that a stall
/// counts for all that had to wait for it.
/// </summary>
internal static class SteadyLoad
{
    public static async Task<IReadOnlyList<TimeSpan>> RunAsync(
        string server, Corpus corpus, int perSecond, TimeSpan length, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
        var webhooks = Enumerable.Range(0, (int)(perSecond * length.TotalSeconds)).Select(_ => corpus.Next()).ToList();
        var answers = new List<Task<TimeSpan>>(webhooks.Count);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var began = Stopwatch.GetTimestamp();
        while (answers.Count < webhooks.Count && await beat.WaitForNextTickAsync(ct))
        {
            for (var due = Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond;
                answers.Count < due && answers.Count < webhooks.Count;)
            {
                var at = began + (long)(answers.Count * (double)Stopwatch.Frequency / perSecond);
                answers.Add(PostAsync(http, server, webhooks[answers.Count], at, ct));
            }
        }

        return await Task.WhenAll(answers);
    }

    private static async Task<TimeSpan> PostAsync(
        HttpClient http, string server, SignedWebhook webhook, long due, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server}/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(webhook.Body),
        };
        request.Headers.Add("X-Hub-Signature-256", webhook.Signature);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(due);
    }
}
