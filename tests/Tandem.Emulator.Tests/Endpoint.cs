using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.Emulator.Tests;

/// <summary>A webhook endpoint on a real port, whose answers the test chooses.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    public const string VerifyToken = "verify me";
    private readonly WebApplication _app;

    private Endpoint(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/webhooks/whatsapp";

    /// <summary>HTTP status for the n-th webhook, counted from 1.</summary>
    public Func<int, int> Answers { get; set; } = _ => 200;

    /// <summary>What each webhook waits for before it is answered.</summary>
    public Func<Task> Holds { get; set; } = () => Task.CompletedTask;

    public ConcurrentQueue<(byte[] Body, string? Signature, string? Agent)> Received { get; } = new();

    public static async Task<Endpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var endpoint = new Endpoint(app);
        app.MapGet("/webhooks/whatsapp", (HttpRequest request) =>
            request.Query["hub.verify_token"] == VerifyToken
                ? Results.Text(request.Query["hub.challenge"])
                : Results.StatusCode(403));
        app.MapPost("/webhooks/whatsapp", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            endpoint.Received.Enqueue(
                (body.ToArray(), request.Headers["X-Hub-Signature-256"], request.Headers.UserAgent));
            var count = endpoint.Received.Count;
            await endpoint.Holds().WaitAsync(request.HttpContext.RequestAborted);
            return Results.StatusCode(endpoint.Answers(count));
        });
        await app.StartAsync();
        return endpoint;
    }

    public IEnumerable<JsonNode> Items(string list) => Received
        .SelectMany(received => JsonNode.Parse(received.Body)!["entry"]!.AsArray())
        .SelectMany(entry => entry!["changes"]!.AsArray())
        .SelectMany(change => change!["value"]![list]?.AsArray() ?? [])
        .Select(item => item!);

    public static string Sign(byte[] body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
