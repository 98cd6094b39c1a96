using System.Diagnostics;

namespace Tandem.Bench.Subjects;

/// <summary>A server in a process of its own, and what it printed until <c>ready</c>.</summary>
internal sealed class Subject : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Dictionary<string, string> _printed = new(StringComparer.Ordinal);

    private Subject(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>From the start of the process to the line <c>ready</c>.</summary>
    public TimeSpan Ready { get; private set; }

    public string this[string name] => _printed[name];

    public static async Task<Subject> StartAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var subject = new Subject(Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
        })!);
        while (await subject._process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line == "ready")
            {
                subject.Ready = Stopwatch.GetElapsedTime(began);
                _ = subject._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return subject;
            }

            if (line.Split(": ", 2) is [var name, var value])
                subject._printed[name] = value;
        }

        await subject.DisposeAsync();
        throw new InvalidOperationException($"{program} ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
