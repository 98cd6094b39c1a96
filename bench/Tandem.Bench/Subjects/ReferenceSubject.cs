using Tandem.Bench.Reference;

namespace Tandem.Bench.Subjects;

/// <summary>A reference server in a process of its own: this program again.</summary>
internal static class ReferenceSubject
{
    public static Task<Subject> StartAsync(ReferenceMode mode, string folder, CancellationToken ct) =>
        Subject.StartAsync(Environment.ProcessPath!,
            ["reference", mode.ToString(), "--file", Path.Combine(folder, "log")], ct);
}
