using System.Diagnostics;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Subjects;

namespace Tandem.Bench.Measures;

/// <summary>
/// From webhook to timeline: a flood until the last message is shown, then a steady 100 a second (one full
/// coexistence number) and 1,000 a second.
/// </summary>
internal sealed class TimelineMeasure(int messages, int connections)
{
    private static readonly TimeSpan SteadyLength = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-bench-");

    public async Task<int> RunAsync(string? report, CancellationToken ct)
    {
        try
        {
            var before = Calibration.Run();
            var rows = new List<TimelineRow> { await OfAsync("SQLite", null, ct) };
            if (Postgres.ConnectionString is { } postgres)
                rows.Add(await OfAsync("PostgreSQL", postgres, ct));
            TimelineReport.Write(rows, (before, Calibration.Run()), report);
            return 0;
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task<TimelineRow> OfAsync(string name, string? postgres, CancellationToken ct)
    {
        System.Console.Error.WriteLine($"{name}: {messages} messages at once, then 100/s, then 1000/s …");
        var corpus = new Corpus();
        await using var hub = await Hub.StartAsync(Path.Combine(_folder.FullName, name), postgres, ct);
        await FloodAsync(hub, corpus, messages / 4, ct); // warms it
        var (perSecond, intake) = await FloodAsync(hub, corpus, messages, ct);
        return new TimelineRow(name, perSecond, intake,
            await SteadyAsync(hub, corpus, 100, ct), await SteadyAsync(hub, corpus, 1000, ct));
    }

    private async Task<(double Shown, double Taken)> FloodAsync(
        Hub hub, Corpus corpus, int count, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        var webhooks = Enumerable.Range(0, count).Select(_ => corpus.Next()).ToList();
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(webhooks,
            new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = ct },
            async (webhook, token) => await PostAsync(http, hub.Url, webhook, token));
        var taken = Stopwatch.GetElapsedTime(began);
        await hub.RestAsync(ct);
        return (count / Stopwatch.GetElapsedTime(began).TotalSeconds, count / taken.TotalSeconds);
    }

    private static async Task PostAsync(HttpClient http, string hub, SignedWebhook webhook, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{hub}/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(webhook.Body),
        };
        request.Headers.Add("X-Hub-Signature-256", webhook.Signature);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<SteadyRow> SteadyAsync(Hub hub, Corpus corpus, int perSecond, CancellationToken ct)
    {
        var took = (await SteadyLoad.RunAsync(hub.Url, corpus, perSecond, SteadyLength, ct)).Order().ToList();
        var ended = Stopwatch.GetTimestamp();
        await hub.RestAsync(ct);
        var lag = Stopwatch.GetElapsedTime(ended);
        return new SteadyRow(perSecond, took[took.Count / 2], took[(int)(took.Count * 0.99)], took[^1], lag);
    }
}

/// <summary>What came of one store.</summary>
/// <param name="Store">Its name.</param>
/// <param name="ShownPerSecond">Messages a second of a flood, until the last was on its timeline.</param>
/// <param name="TakenPerSecond">The same until the last was acknowledged.</param>
/// <param name="One">At the rate of one full number.</param>
/// <param name="Ten">At ten times that.</param>
internal sealed record TimelineRow(
    string Store, double ShownPerSecond, double TakenPerSecond, SteadyRow One, SteadyRow Ten);

/// <summary>Time to the 200 at a steady rate, and how far the timelines were behind at the end.</summary>
internal sealed record SteadyRow(int PerSecond, TimeSpan P50, TimeSpan P99, TimeSpan Max, TimeSpan Lag);
