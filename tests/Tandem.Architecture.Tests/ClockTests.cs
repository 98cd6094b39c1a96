using System.Text.RegularExpressions;

namespace Tandem.Architecture.Tests;

/// <summary>Time and chance are handed in everywhere, so that a drill can own both. The roots hand them in.</summary>
public sealed partial class ClockTests
{
    /// <summary>Where a host is put together and the real clock enters.</summary>
    private static readonly string[] CompositionRoots = ["src/Tandem.Cli/"];

    [Fact]
    public void Only_a_composition_root_reads_the_machines_clock_or_chance() =>
        Found.Nothing(Repository.LinesMatching(Sources().Where(file => !IsRoot(file)), ClockOrChance()));

    [Fact]
    public void Nobody_sleeps() =>
        Found.Nothing(Repository.LinesMatching(Sources().Concat(Repository.Files("tests", ".cs")), Sleep()));

    private static IEnumerable<SourceFile> Sources() => Repository.Files("src", ".cs", ".razor");

    private static bool IsRoot(SourceFile file) =>
        CompositionRoots.Any(root => file.Relative.StartsWith(root, StringComparison.Ordinal));

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|Random\.Shared|new Random\(")]
    private static partial Regex ClockOrChance();

    [GeneratedRegex(@"\bThread\." + @"Sleep\b")]
    private static partial Regex Sleep();
}
