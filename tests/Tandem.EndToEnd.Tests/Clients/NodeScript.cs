using System.Diagnostics;
using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Clients;

/// <summary>Runs a script beside the npm clients, with the Node that <c>./test</c> provides.</summary>
internal static class NodeScript
{
    /// <summary>Generous: a busy machine takes seconds to start Node.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Runs it to its end and reads what it printed as JSON.</summary>
    public static async Task<JsonElement> RunAsync(string script, IReadOnlyDictionary<string, string> environment)
    {
        using var node = Start(script, environment);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = node.StandardError.ReadToEndAsync(patience.Token);
            await node.WaitForExitAsync(patience.Token);
            Assert.True(node.ExitCode == 0, $"{script} ended with code {node.ExitCode}: {await errors}");
            return JsonElement.Parse(await output);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts it; whoever does so reads what it says, and ends it.</summary>
    public static Process Start(string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Provided("TANDEM_TEST_NODE"), [script])
        {
            WorkingDirectory = Provided("TANDEM_TEST_CLIENTS"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Provided(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.False(string.IsNullOrEmpty(value), $"{variable} is not set, so there is no npm client: run ./test");
        return value;
    }
}
