using System.Security.Cryptography;
using System.Text;
using Tandem.CloudApi.Graph;
using Tandem.Domain.Media;
using Tandem.Drills.Storing;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Tests.Running;

/// <summary>A platform's media: what Graph says of an id, and the bytes at the address it gives.</summary>
internal sealed class FakeMedia
{
    /// <summary>The bytes by media id; without an entry Graph knows no such media.</summary>
    public Dictionary<string, byte[]> Items { get; } = [];

    /// <summary>What stands in the way of a download; null: nothing.</summary>
    public Func<string, MediaFault?> Obstacle { get; set; } = _ => null;

    /// <summary>Answers for Graph, instead of what <see cref="Items"/> say.</summary>
    public Func<string, GraphAnswer>? Graph { get; set; }

    /// <summary>The files as they survive the hub's processes.</summary>
    public MediaDisk Disk { get; } = new();

    /// <summary>Ids that Graph was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Ids whose bytes were brought.</summary>
    public List<string> Brought { get; } = [];

    /// <summary>Downloads wait until the test lets them go on; null: they do not wait.</summary>
    public TaskCompletionSource? Pause { get; set; }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public GraphAnswer Describe(GraphCall call)
    {
        var id = call.Path.Split('/')[^1];
        Asked.Add(id);
        if (Graph is { } graph)
            return graph(id);

        return Items.TryGetValue(id, out var bytes)
            ? Answer(200, $$"""{"url":"https://media.example/{{id}}","sha256":"{{HashOf(bytes)}}","id":"{{id}}"}""")
            : Error(100, 33);
    }

    public async Task<(byte[]? Bytes, MediaFault? Fault)> DownloadAsync(GraphRoute route, string address)
    {
        var id = address.Split('/')[^1];
        if (Pause is { } pause)
            await pause.Task;
        if (Obstacle(id) is { } fault)
            return (null, fault);

        Brought.Add(id);
        return (Items[id], null);
    }

    public static GraphAnswer Error(int code, int? subcode = null) => Answer(
        400, $$"""{"error":{"message":"no","code":{{code}},"error_subcode":{{subcode ?? 0}} } }""");

    private static GraphAnswer Answer(int status, string body) => new(status, [], Encoding.UTF8.GetBytes(body));
}
