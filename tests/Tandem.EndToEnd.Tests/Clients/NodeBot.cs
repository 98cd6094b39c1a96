using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Clients;

/// <summary>A bot of npm's as a process: it answers customers until it is disposed of.</summary>
internal sealed class NodeBot : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Process _node;
    private readonly ConcurrentQueue<string> _complaints = [];

    private NodeBot(Process node, int port)
    {
        _node = node;
        node.ErrorDataReceived += (_, line) => _complaints.Enqueue(line.Data ?? "");
        node.BeginErrorReadLine();
        Url = $"http://127.0.0.1:{port}";
    }

    /// <summary>Where it takes webhooks.</summary>
    public string Url { get; }

    /// <summary>What it wrote to standard error.</summary>
    public string Complaints => string.Join(Environment.NewLine, _complaints);

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<NodeBot> StartAsync(string script, IReadOnlyDictionary<string, string> environment)
    {
        var node = NodeScript.Start(script, environment);
        using var patience = new CancellationTokenSource(NodeScript.Patience);
        if (await node.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            return new NodeBot(node, JsonElement.Parse(line).GetProperty("port").GetInt32());

        Assert.Fail($"{script} does not listen: {await node.StandardError.ReadToEndAsync(patience.Token)}");
        return null!;
    }

    /// <summary>What it asked of Graph so far, and what it was told.</summary>
    public async Task<IReadOnlyList<DiaryLine>> DiaryAsync() =>
        (await _http.GetFromJsonAsync<List<DiaryLine>>($"{Url}/diary", JsonSerializerOptions.Web))!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _node.Kill(entireProcessTree: true);
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}

/// <summary>A call that a bot made of Graph.</summary>
/// <param name="Type">Of the message.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Code">Meta's code, for a refusal.</param>
/// <param name="Subcode">The subcode, for a refusal.</param>
internal sealed record DiaryLine(string? Type, int Status, int? Code, int? Subcode);
