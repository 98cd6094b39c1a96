using System.Net;
using System.Text;

namespace Tandem.Client.Tests;

/// <summary>A hub that answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeHub : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];

    public FakeHub() => Client = new TandemClient(
        new HttpClient(this) { BaseAddress = new Uri("http://hub.test") }, "tandem_key");

    public TandemClient Client { get; }

    public List<(string Method, string Path, string? Body, string? LastEventId)> Asked { get; } = [];

    public FakeHub Answers(int status, string body, string type = "application/json")
    {
        _answers.Enqueue(() => new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, type),
        });
        return this;
    }

    public FakeHub IsAway()
    {
        _answers.Enqueue(() => throw new HttpRequestException("refused"));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        Assert.Equal("Bearer tandem_key", request.Headers.Authorization?.ToString());
        Asked.Add((
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Content is null ? null : await request.Content.ReadAsStringAsync(ct),
            request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null));
        return _answers.Dequeue()();
    }
}
