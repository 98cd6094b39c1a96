using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Cli.Drilling;

/// <summary>A bot's webhook on loopback: hears what customers say, each once.</summary>
internal sealed class LiveBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _heard = new(StringComparer.Ordinal);

    private LiveBot(WebApplication app) => _app = app;

    /// <summary>Asked for by the GET challenge.</summary>
    public string VerifyToken { get; } = RandomNumberGenerator.GetHexString(16);

    /// <summary>Where the hub finds it.</summary>
    public Uri Webhook => new(new Uri(_app.Urls.First()), "/webhook");

    /// <summary>Starts it.</summary>
    /// <param name="hears">Told of each customer who says something.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<LiveBot> StartAsync(Action<string> hears, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new LiveBot(builder.Build());
        bot._app.MapGet("/webhook", (HttpRequest request) =>
            CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(request.Query["hub.verify_token"].ToString()),
                Encoding.UTF8.GetBytes(bot.VerifyToken))
                ? Results.Text(request.Query["hub.challenge"].ToString())
                : Results.StatusCode(StatusCodes.Status403Forbidden));
        bot._app.MapPost("/webhook", async (HttpRequest request) =>
        {
            foreach (var customer in bot.NewIn(await JsonNode.ParseAsync(request.Body, cancellationToken: ct)))
                hears(customer);
            return Results.Ok();
        });
        await bot._app.StartAsync(ct);
        return bot;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private List<string> NewIn(JsonNode? webhook) =>
    [
        .. from entry in Each(webhook, "entry")
           from change in Each(entry, "changes")
           where (string?)change["field"] == "messages"
           from message in Each(change["value"], "messages")
           where (string?)message["type"] is not ("edit" or "revoke" or "reaction")
           where _heard.TryAdd((string)message["id"]!, true)
           select (string?)message["from"] ?? (string)message["from_user_id"]!,
    ];

    private static IEnumerable<JsonNode> Each(JsonNode? json, string name) =>
        (json?[name] as JsonArray)?.OfType<JsonNode>() ?? [];
}
