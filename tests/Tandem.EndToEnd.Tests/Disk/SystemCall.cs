using System.Text.RegularExpressions;

namespace Tandem.EndToEnd.Tests.Disk;

/// <summary>One system call of a trace: the lines on which it began and ended tell what came before what.</summary>
/// <param name="Began">The line on which it was entered.</param>
/// <param name="Ended">The line on which it had returned.</param>
/// <param name="Name">Such as <c>fsync</c>.</param>
/// <param name="File">What its first argument stands for: a path, or <c>socket:[inode]</c>.</param>
/// <param name="Text">Arguments, as far as the trace shows them.</param>
/// <param name="Worked">Whether it returned without an error.</param>
internal sealed partial record SystemCall(int Began, int Ended, string Name, string File, string Text, bool Worked)
{
    /// <summary>Reads a trace that strace wrote with <c>-f -y</c>.</summary>
    public static List<SystemCall> Read(IEnumerable<string> lines)
    {
        var calls = new List<SystemCall>();
        var open = new Dictionary<string, (int Line, string Text)>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (ThreadAndRest().Match(line) is not { Success: true } parts)
                continue;

            var (thread, rest) = (parts.Groups[1].Value, parts.Groups[2].Value);
            if (rest.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                open[thread] = (number, rest[..^"<unfinished ...>".Length]);
                continue;
            }

            var began = number;
            if (Resumed().Match(rest) is { Success: true } resumed && open.Remove(thread, out var start))
                (began, rest) = (start.Line, start.Text + resumed.Groups[1].Value);
            if (Whole().Match(rest) is { Success: true } call)
            {
                calls.Add(new SystemCall(began, number, call.Groups[1].Value, call.Groups[2].Value,
                    call.Groups[3].Value, !call.Groups[4].Value.StartsWith('-')));
            }
        }

        return calls;
    }

    [GeneratedRegex(@"^(\d+)\s+(.*)$")]
    private static partial Regex ThreadAndRest();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(.*)$")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^(\w+)\(\d+<([^>]*)>(.*)\)\s+= (-?\d+|\?)")]
    private static partial Regex Whole();
}
