using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.Emulator.Tests.Library;

/// <summary>The bot that the example tests: answers questions about orders, unless the owner speaks. It is written for
/// Meta's Cloud API and knows nothing of the emulator.</summary>
internal sealed class OrderBot : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly ConcurrentDictionary<string, bool> _ownerSpeaks = new();
    private readonly HttpClient _graph;
    private readonly string _messages;
    private readonly WebApplication _app;

    private OrderBot(string graphUrl, string accessToken, string appSecret, string phoneNumberId)
    {
        _graph = new();
        _graph.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
        _messages = $"{graphUrl}/v25.0/{phoneNumberId}/messages";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/webhook", (HttpRequest request) => Results.Text(request.Query["hub.challenge"]));
        _app.MapPost("/webhook", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body.ToArray());
            if (request.Headers["X-Hub-Signature-256"] != "sha256=" + Convert.ToHexStringLower(signature))
                return Results.Unauthorized();
            _ = TakeAsync(JsonNode.Parse(body.ToArray())!); // Answers first and acts afterwards, as Meta asks.
            return Results.Ok();
        });
    }

    public Uri Webhook => new(_app.Urls.First() + "/webhook");

    public static async Task<OrderBot> StartAsync(
        string graphUrl, string accessToken, string appSecret, string phoneNumberId)
    {
        var bot = new OrderBot(graphUrl, accessToken, appSecret, phoneNumberId);
        await bot._app.StartAsync();
        return bot;
    }

    /// <summary>Tells a customer that the order has arrived: by a template, if Meta's window is shut.</summary>
    public async Task TellArrivedAsync(string to)
    {
        var refused = await SendAsync(to, "text", new JsonObject { ["body"] = "Your order is here." });
        if (refused == 131047)
            await SendAsync(to, "template", new JsonObject
            {
                ["name"] = "hello_world",
                ["language"] = new JsonObject { ["code"] = "en_US" },
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _graph.Dispose();
    }

    private async Task TakeAsync(JsonNode webhook)
    {
        foreach (var value in webhook["entry"]!.AsArray().SelectMany(entry => entry!["changes"]!.AsArray())
            .Select(change => change!["value"]!))
        {
            foreach (var echo in value["message_echoes"]?.AsArray() ?? [])
                _ownerSpeaks[(string)echo!["to"]!] = true;
            foreach (var message in value["messages"]?.AsArray() ?? [])
            {
                var from = (string)message!["from"]!;
                if (_seen.TryAdd((string)message["id"]!, true) && !_ownerSpeaks.ContainsKey(from))
                    await SendAsync(from, "text", new JsonObject { ["body"] = "It is on its way." });
            }
        }
    }

    private async Task<int?> SendAsync(string to, string type, JsonObject content)
    {
        using var answer = await _graph.PostAsJsonAsync(_messages, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = to,
            ["type"] = type,
            [type] = content,
        });
        return (int?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]?["code"];
    }
}
