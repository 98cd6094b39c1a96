using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Samples.ShopBot.Tests;

/// <summary>The platform as the bot sees it: keeps what is posted, answers as the test wants.</summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Call> _sends = Channel.CreateUnbounded<Call>();

    private FakeGraph(WebApplication app) => _app = app;

    /// <summary>What the next sends are answered with, in order; 200 when there is nothing left.</summary>
    public Queue<(int Status, string Body)> Answers { get; } = new();

    /// <summary>The ids of messages marked as read.</summary>
    public List<string> Read { get; } = [];

    public Uri BaseUrl => new($"{_app.Urls.First()}/v25.0");

    public static async Task<FakeGraph> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var graph = new FakeGraph(app);
        app.MapPost("/v25.0/{number}/messages", graph.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return graph;
    }

    /// <summary>The next send, as soon as it comes.</summary>
    public async Task<Call> NextSendAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return await _sends.Reader.ReadAsync(patience.Token);
    }

    /// <summary>How many sends came that no test has asked for.</summary>
    public int Unasked => _sends.Reader.Count;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request, string number)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        if (body.RootElement.TryGetProperty("status", out _))
        {
            lock (Read)
                Read.Add(body.RootElement.GetProperty("message_id").GetString()!);
            return Results.Text("""{"success":true}""", "application/json");
        }

        await _sends.Writer.WriteAsync(new Call(
            number,
            request.Headers.Authorization.ToString(),
            request.Headers["Idempotency-Key"].ToString(),
            body.RootElement.Clone()));
        var (status, answer) = Answers.TryDequeue(out var wanted)
            ? wanted
            : (200, """{"messages":[{"id":"wamid.out"}]}""");
        return Results.Text(answer, "application/json", statusCode: status);
    }
}

/// <summary>One send of the bot.</summary>
internal sealed record Call(string Number, string Authorization, string IdempotencyKey, JsonElement Body)
{
    public string Text => Body.GetProperty("text").GetProperty("body").GetString()!;

    public string RepliesTo => Body.GetProperty("context").GetProperty("message_id").GetString()!;
}
