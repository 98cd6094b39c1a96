using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Tandem.CloudApi.Graph;
using Tandem.Engine.Wire;

namespace Tandem.Hub.Wires;

/// <summary>Exchanges bytes with Graph over HTTP.</summary>
/// <remarks>
/// A send is tried once: whoever cannot tell whether it left must not repeat it (P5). Only reading is tried again.
/// </remarks>
internal sealed class HttpGraphWire : IGraphWire, IDisposable
{
    /// <summary>How long an answer may take; afterwards a send is unknown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int MostAnswerBytes = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<GraphAnswer> _reading;

    public HttpGraphWire(TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(NewHandler())
        {
            Timeout = Timeout.InfiniteTimeSpan, // the clock is handed in
            MaxResponseContentBufferSize = MostAnswerBytes,
        };
        _reading = new ResiliencePipelineBuilder<GraphAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<GraphAnswer>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(300),
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<GraphAnswer>()
                    .Handle<GraphUnreachableException>()
                    .HandleResult(answer => answer.Status >= 500),
            })
            .Build();
    }

    /// <summary>A handler that follows nothing and remembers nothing.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    };

    /// <inheritdoc/>
    public async Task<GraphAnswer> ExchangeAsync(GraphRoute route, GraphCall call, CancellationToken ct) =>
        call.Method == "GET"
            ? await _reading.ExecuteAsync(async inner => await OnceAsync(route, call, inner), ct)
            : await OnceAsync(route, call, ct);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<GraphAnswer> OnceAsync(GraphRoute route, GraphCall call, CancellationToken ct)
    {
        using var request = NewRequest(route, call);
        using var timeout = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var answer = await _http.SendAsync(request, either.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(either.Token);
            return new GraphAnswer((int)answer.StatusCode, HeadersOf(answer), body);
        }
        catch (HttpRequestException failure)
        {
            var neverLeft = failure.HttpRequestError
                is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
            throw new GraphUnreachableException(
                $"Graph gave no answer: {failure.HttpRequestError}.", !neverLeft, failure);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new GraphUnreachableException(
                $"Graph gave no answer within {Patience.TotalSeconds} s.", hasLeft: true);
        }
    }

    private static HttpRequestMessage NewRequest(GraphRoute route, GraphCall call)
    {
        var query = string.Join('&', call.Query.Select(pair =>
            $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var url = route.BaseUrl + call.Path + (query.Length == 0 ? "" : "?" + query);
        var request = new HttpRequestMessage(new HttpMethod(call.Method), url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", route.Token);
        request.Headers.UserAgent.ParseAdd("Tandem/1");
        foreach (var (name, value) in call.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (!call.Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(call.Body);
            if (call.ContentType is { } type)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return request;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage answer) =>
    [
        .. from header in answer.Headers.Concat(answer.Content.Headers)
           from value in header.Value
           select KeyValuePair.Create(header.Key, value),
    ];
}
