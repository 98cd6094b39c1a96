using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tandem.Bench.Load;

/// <summary>Saturates a server with wrk: a closed loop, one thread, keep-alive.</summary>
internal static class Wrk
{
    // Each webhook goes out once, so that nothing is a duplicate; only the ceiling is fast enough to see one again.
    private const string Script =
        """
        local requests, at = {}, 0
        function init(args)
          for line in io.lines(args[1]) do
            local tab = line:find("\t", 1, true)
            requests[#requests + 1] = wrk.format("POST", "/webhooks/whatsapp", {
              ["Content-Type"] = "application/json", ["X-Hub-Signature-256"] = line:sub(1, tab - 1) },
              line:sub(tab + 1))
          end
        end
        function request()
          at = at % #requests + 1
          return requests[at]
        end
        function done(summary, latency, requests)
          local e = summary.errors
          io.write(string.format('\n{"requests":%d,"microseconds":%d,"errors":%d,"p50":%d,"p99":%d,"max":%d}\n',
            summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
            latency:percentile(50), latency:percentile(99), latency.max))
        end
        """;

    /// <summary>One slice.</summary>
    /// <param name="server">Address of the server.</param>
    /// <param name="corpus">File as <see cref="Corpus.Write"/> makes it.</param>
    /// <param name="connections">Keep-alive connections.</param>
    /// <param name="seconds">Length of the slice.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<Slice> RunAsync(
        string server, string corpus, int connections, int seconds, CancellationToken ct)
    {
        var script = Path.ChangeExtension(corpus, "lua");
        await File.WriteAllTextAsync(script, Script, ct);
        using var wrk = Process.Start(new ProcessStartInfo("wrk",
        [
            "-t", "1", "-c", connections.ToString(CultureInfo.InvariantCulture),
            "-d", $"{seconds.ToString(CultureInfo.InvariantCulture)}s", "-s", script, server, "--", corpus,
        ])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await wrk.StandardOutput.ReadToEndAsync(ct);
        await wrk.WaitForExitAsync(ct);
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith('{'))
            ?? throw new InvalidOperationException($"wrk said nothing usable:\n{output}");
        using var told = JsonDocument.Parse(line);
        long Get(string name) => told.RootElement.GetProperty(name).GetInt64();
        if (Get("errors") > 0)
            throw new InvalidOperationException($"{server} refused or dropped {Get("errors")} requests.");
        return new Slice(Get("requests"), TimeSpan.FromMicroseconds(Get("microseconds")),
            TimeSpan.FromMicroseconds(Get("p50")), TimeSpan.FromMicroseconds(Get("p99")));
    }
}

/// <summary>What came of a slice; every request got 200.</summary>
internal sealed record Slice(long Requests, TimeSpan Took, TimeSpan P50, TimeSpan P99)
{
    public double PerSecond => Requests / Took.TotalSeconds;
}
