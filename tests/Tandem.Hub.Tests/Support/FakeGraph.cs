using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.Hub.Tests.Support;

/// <summary>What stood in a request.</summary>
internal sealed record Seen(string Method, string Path, string Query, string? Authorization, string Type, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>A Graph API (or a bot's webhook) of the test's own, on a real socket.</summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _sent;

    private FakeGraph(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>What callers sent, and the hub for them.</summary>
    public ConcurrentQueue<Seen> Calls { get; } = new();

    /// <summary>What the hub asked of its own accord: how the number stands.</summary>
    public ConcurrentQueue<Seen> Questions { get; } = new();

    /// <summary>Answers a call; null leaves it to the usual answers.</summary>
    public Func<Seen, (int Status, string Type, string Body)?> Answer { get; set; } = _ => null;

    public static async Task<FakeGraph> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var graph = new FakeGraph(app);
        app.Run(graph.TakeAsync);
        await app.StartAsync();
        return graph;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var seen = new Seen(
            http.Request.Method, http.Request.Path, http.Request.QueryString.Value ?? "",
            http.Request.Headers.Authorization, http.Request.ContentType ?? "", body.ToArray());
        (IsQuestion(seen) ? Questions : Calls).Enqueue(seen);
        var (status, type, text) = Answer(seen) ?? Usual(seen, http);
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        await http.Response.WriteAsync(text);
    }

    private static bool IsQuestion(Seen seen) =>
        seen.Method == "GET" && seen.Query.Contains("last_onboarded_time", StringComparison.Ordinal);

    private (int Status, string Type, string Body) Usual(Seen seen, HttpContext http)
    {
        if (seen.Method == "GET" && http.Request.Query["hub.challenge"] is [{ } challenge])
            return (200, "text/plain", challenge);
        if (seen.Path.EndsWith("/messages", StringComparison.Ordinal))
        {
            var wamid = $"wamid.FAKE{Interlocked.Increment(ref _sent)}";
            return (200, "application/json", $$"""
                {"messaging_product":"whatsapp","contacts":[{"input":"x","wa_id":"16505551234"}],
                 "messages":[{"id":"{{wamid}}"}]}
                """);
        }

        return (200, "application/json", """{"success":true}""");
    }
}
