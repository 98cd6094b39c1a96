using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>
/// Stands between the hub and Graph, and remembers every send that left the hub. It loses a few calls on the way there
/// and a few answers on the way back: of those the hub cannot know whether they left.
/// </summary>
internal sealed class GraphTap(string graph) : IAsyncDisposable
{
    /// <summary>One call in so many is lost, and one answer in so many.</summary>
    private const int OneIn = 20;

    /// <summary>The first call that does not reach Graph.</summary>
    public const int FirstLost = OneIn / 4;

    /// <summary>The first call whose answer does not come back.</summary>
    public const int FirstUnanswered = OneIn * 3 / 4;

    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private int _count;

    /// <summary>What the hub is told to call Graph at.</summary>
    public string Url => _app!.Urls.First();

    /// <summary>Every call to send a message that left the hub whole, in their order.</summary>
    public IReadOnlyCollection<Call> Calls => _calls;

    public static async Task<GraphTap> StartAsync(string graph)
    {
        var tap = new GraphTap(graph);
        tap._app = await Relay.ListenAsync(tap.PassOnAsync);
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _http.Dispose();
    }

    // Once it has left, it arrives whether its hub still lives or not.
    private async Task PassOnAsync(HttpContext context)
    {
        var body = await Relay.ReadAsync(context.Request);
        var loss = IsSend(context.Request) ? Note(JsonNode.Parse(body)!) : Loss.Nothing;
        if (loss == Loss.Call)
        {
            context.Abort();
            return;
        }

        using var request = Relay.Copy(context.Request, body, graph);
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        if (loss == Loss.Answer)
            context.Abort();
        else
            await Relay.WriteAsync(context.Response, answer);
    }

    private static bool IsSend(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal);

    private Loss Note(JsonNode body)
    {
        // By count, so that some are lost in the shortest run.
        var loss = (Interlocked.Increment(ref _count) % OneIn) switch
        {
            FirstLost => Loss.Call,
            FirstUnanswered => Loss.Answer,
            _ => Loss.Nothing,
        };
        _calls.Enqueue(new Call((string)body["biz_opaque_callback_data"]!, (string)body["text"]!["body"]!, loss));
        return loss;
    }

    /// <summary>What the wire lost of a call.</summary>
    public enum Loss
    {
        /// <summary>It arrived, and so did its answer.</summary>
        Nothing,

        /// <summary>It never arrived.</summary>
        Call,

        /// <summary>It arrived; its answer did not.</summary>
        Answer,
    }

    /// <summary>A call to send a message.</summary>
    /// <param name="Mark">The hub's mark on it, one per send.</param>
    /// <param name="Words">What it says.</param>
    /// <param name="Lost">What the wire lost of it.</param>
    public sealed record Call(string Mark, string Words, Loss Lost);
}
