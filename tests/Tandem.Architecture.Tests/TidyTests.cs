using System.Text.RegularExpressions;

namespace Tandem.Architecture.Tests;

/// <summary>What the compiler and its analyzers do not check, read from the source itself.</summary>
public sealed partial class TidyTests
{
    private static readonly string[] CodeFolders = ["src", "tests", "bench", "samples"];

    /// <summary>Files of src that may be longer than 400 lines, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongForAReason = new(StringComparer.Ordinal);

    [Fact]
    public void No_line_runs_off_the_page() =>
        Found.Nothing(Repository.LinesWhere(Code(), line => line.Length > 120));

    [Fact]
    public void Postponed_work_names_its_issue() =>
        Found.Nothing(
            Repository.LinesWhere(Code(".cs", ".razor"), line => Postponed().IsMatch(line) && !line.Contains('#')));

    [Fact]
    public void A_source_file_is_one_subject_of_at_most_400_lines() =>
        Found.Nothing(
            from file in Repository.Files("src", ".cs", ".razor")
            let lines = File.ReadLines(file.Path).Count()
            where lines > 400 && !LongForAReason.ContainsKey(file.Relative)
            select $"{file.Relative}: {lines} lines");

    [Fact]
    public void Nothing_is_folded_away_or_left_unwritten() =>
        Found.Nothing(Repository.LinesMatching(Code(), Unfinished()));

    [Fact]
    public void A_name_says_what_the_thing_is() =>
        Found.Nothing(
            from file in Repository.Files("src", ".cs", ".razor")
            where Shapeless().IsMatch("/" + file.Relative)
            select file.Relative);

    [Fact]
    public void Text_files_have_unix_line_ends() =>
        Found.Nothing(
            from file in Repository.Texts()
            where !file.Relative.Contains("/cases/", StringComparison.Ordinal)
            where File.ReadAllText(file.Path).Contains('\r')
            select file.Relative);

    private static IEnumerable<SourceFile> Code(params string[] endings) =>
        CodeFolders.SelectMany(folder => Repository.Files(folder, endings.Length == 0 ? [".cs"] : endings));

    [GeneratedRegex(@"\b(TO" + "DO|FIX" + "ME|HA" + @"CK)\b")]
    private static partial Regex Postponed();

    [GeneratedRegex(@"^\s*#reg" + @"ion|NotImplemented" + @"Exception")]
    private static partial Regex Unfinished();

    [GeneratedRegex(
        @"/(Helpers|Common|Interfaces|Models|Utils|Shared)/|(Manager|Helper|Helpers|Utils|Processor)\.(cs|razor)$")]
    private static partial Regex Shapeless();
}
