using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>The built program as a process of its own.</summary>
internal sealed class TandemProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TandemProcess(Process process) => _process = process;

    /// <summary>The value of a line such as <c>api key: …</c>; null if it was not printed.</summary>
    public string? this[string name]
    {
        get
        {
            lock (_lines)
            {
                return _lines.FirstOrDefault(line =>
                    line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..];
            }
        }
    }

    /// <summary>The hub's address: the console's origin.</summary>
    public string Hub => new Uri(this["console"]!).GetLeftPart(UriPartial.Authority);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts it and waits for the line <c>ready</c>.</summary>
    public static Task<TandemProcess> StartAsync(params string[] arguments) => StartUnderAsync([], arguments);

    /// <summary>The same, started by another program such as strace, which is given first.</summary>
    public static async Task<TandemProcess> StartUnderAsync(string[] starter, params string[] arguments)
    {
        var started = Begin([.. starter, Program(), .. arguments]);
        try
        {
            await started._ready.Task.WaitAsync(StartTime, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Not ready after {StartTime}. It printed:\n{started.Output}");
        }

        return started;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var run = Begin([Program(), .. arguments]);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (run._process.ExitCode, run.Output);
    }

    /// <summary>Starts it and kills it after a while, whether it is ready by then or not.</summary>
    public static async Task RunForAsync(TimeSpan time, params string[] arguments)
    {
        await using var run = Begin([Program(), .. arguments]);
        await Task.Delay(time, CancellationToken.None); // a chosen instant is the point
    }

    /// <summary><c>kill -9</c>: no goodbye, nothing flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to end, as Ctrl+C or a supervisor does, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        // Under a starter the program is its child, and the signal is for the program.
        var own = _process.Id.ToString(CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{own}/task/{own}/children");
        var program = children.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? own;
        using var signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {program}"]);
        await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await ExitAsync(StartTime);
    }

    /// <summary>Waits until it has ended by itself; gives its exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static TandemProcess Begin(string[] command)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var running = new TandemProcess(process);
        process.OutputDataReceived += (_, line) => running.Note(line.Data);
        process.ErrorDataReceived += (_, line) => running.Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        if (line == "ready")
            _ready.TrySetResult();
    }

    // Beside this test's own output, of the same configuration: artifacts/bin/Tandem.Cli/{debug|release}/tandem.
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "tandem.exe" : "tandem";
        return Path.Combine(own.Parent!.Parent!.FullName, "Tandem.Cli", own.Name, name);
    }
}
