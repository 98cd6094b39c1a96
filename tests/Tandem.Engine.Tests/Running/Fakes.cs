using System.Text;
using System.Text.Json;
using Tandem.CloudApi.Graph;
using Tandem.Engine.Registry;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Tests.Running;

/// <summary>A Graph that answers as the test says, and remembers what reached it.</summary>
internal sealed class FakeGraph : IGraphWire
{
    private readonly List<TaskCompletionSource<GraphAnswer>> _open = [];

    /// <summary>Calls of sends; who asks for media is answered by <see cref="Media"/>.</summary>
    public List<GraphCall> Calls { get; } = [];

    public FakeMedia? Media { get; set; }

    /// <summary>Answers at once with a new wamid, unless the test answers itself.</summary>
    public bool AnswersItself { get; set; } = true;

    /// <summary>The ids that are numbers; what else is asked for is media.</summary>
    public List<string> Numbers { get; } = [TestHub.PhoneNumberId];

    /// <summary>What the number's node says when it is asked; null: the question gets no answer.</summary>
    public string? Node { get; set; }

    /// <summary>What a sync is answered; null: the call gets no answer.</summary>
    public Func<GraphAnswer>? Sync { get; set; } = () => Json(200, """{"request_id":"REQ-1"}""");

    /// <summary>Calls of an edge, such as <c>messages</c>.</summary>
    public IEnumerable<GraphCall> CallsOf(string edge) =>
        Calls.Where(call => call.Path.EndsWith($"/{edge}", StringComparison.Ordinal));

    public Task<GraphAnswer> ExchangeAsync(GraphRoute route, GraphCall call, CancellationToken ct)
    {
        var isOfNumber = Numbers.Contains(call.Path.Split('/')[^1]);
        if (call.Method == "GET" && !isOfNumber && Media is { } media)
            return Task.FromResult(media.Describe(call));

        Calls.Add(call);
        if (call.Method == "GET")
            return Node is null ? Silence() : Task.FromResult(Json(200, Node));
        if (call.Path.EndsWith("/smb_app_data", StringComparison.Ordinal))
            return Sync is null ? Silence() : Task.FromResult(Sync());
        if (AnswersItself)
        {
            var to = JsonElement.Parse(call.Body.Span).GetProperty("to").GetString()!;
            return Task.FromResult(Accepted($"wamid.sent{Calls.Count}", to));
        }

        var answer = new TaskCompletionSource<GraphAnswer>();
        _open.Add(answer);
        return answer.Task;
    }

    /// <summary>Answers the oldest open call.</summary>
    public void Answer(GraphAnswer answer) => Take().TrySetResult(answer);

    /// <summary>The oldest open call never gets an answer.</summary>
    public void Lose(bool hasLeft = true) =>
        Take().TrySetException(new GraphUnreachableException("lost by the test", hasLeft));

    /// <summary>The mark of a call, which names the send.</summary>
    public string MarkOf(int call) => JsonElement.Parse(Calls[call].Body.Span)
        .GetProperty("biz_opaque_callback_data").GetString()!;

    /// <summary>The words of a call.</summary>
    public string WordsOf(int call) => JsonElement.Parse(Calls[call].Body.Span)
        .GetProperty("text").GetProperty("body").GetString()!;

    public static GraphAnswer Accepted(string wamid, string waId = "16505551234") => Json(200, $$"""
        {"messaging_product":"whatsapp","contacts":[{"input":"{{waId}}","wa_id":"{{waId}}"}],
        "messages":[{"id":"{{wamid}}"}]}
        """);

    public static GraphAnswer Refused(int code, string message = "no") => Json(400, $$"""
        {"error":{"message":"(#{{code}}) {{message}}","type":"OAuthException","fbtrace_id":"A1","code":{{code}} } }
        """);

    public static GraphAnswer Json(int status, string body) => new(status, [], Encoding.UTF8.GetBytes(body));

    private static Task<GraphAnswer> Silence() =>
        Task.FromException<GraphAnswer>(new GraphUnreachableException("silent by the test", hasLeft: true));

    private TaskCompletionSource<GraphAnswer> Take()
    {
        var answer = _open[0];
        _open.RemoveAt(0);
        return answer;
    }
}

/// <summary>Endpoints that answer as the test says.</summary>
internal sealed class FakeEndpoints : IEndpointWire
{
    public List<EndpointPost> Posts { get; } = [];

    /// <summary>The HTTP status of a post; null: none comes.</summary>
    public Func<EndpointPost, int?> Answers { get; set; } = _ => 200;

    public Task<int?> PostAsync(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        var post = new EndpointPost(url, headers.ToDictionary(), Encoding.UTF8.GetString(body.Span));
        Posts.Add(post);
        return Task.FromResult(Answers(post));
    }
}

/// <summary>What an endpoint was told.</summary>
internal sealed record EndpointPost(string Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private JsonElement Change => JsonElement.Parse(Body).GetProperty("entry")[0].GetProperty("changes")[0];

    public string Field => Change.GetProperty("field").GetString()!;

    /// <summary>The items of one list of the value; empty without it.</summary>
    public IReadOnlyList<JsonElement> Items(string list) =>
        Change.GetProperty("value").TryGetProperty(list, out var items) ? [.. items.EnumerateArray()] : [];

    /// <summary>The wamids in one list of the value.</summary>
    public IEnumerable<string> Ids(string list) => Items(list).Select(item => item.GetProperty("id").GetString()!);
}

/// <summary>Secrets as they are.</summary>
internal sealed class PlainSecrets : ISecrets
{
    public string Protect(string secret) => secret;

    public string Unprotect(string stored) => stored;
}
