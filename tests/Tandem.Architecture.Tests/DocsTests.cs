using System.Text.RegularExpressions;

namespace Tandem.Architecture.Tests;

/// <summary>A document that points nowhere, or at something gone, is worse than none.</summary>
public sealed partial class DocsTests
{
    private const string Decisions = "docs/decisions";

    [Fact]
    public void Every_relative_link_leads_somewhere() =>
        Found.Nothing(
            from page in Repository.Files("", ".md")
            from line in Prose(page)
            from link in Links().Matches(line).Select(match => match.Groups["target"].Value)
            where !External().IsMatch(link) && !Resolves(page, link)
            select $"{page.Relative} → {link}");

    [Fact]
    public void Every_path_of_ours_that_a_document_names_exists() =>
        Found.Nothing(
            from page in Repository.Files("", ".md")
            from line in Prose(page)
            from path in OurPaths().Matches(line).Select(match => match.Groups["path"].Value)
            where !Path.Exists(Path.Combine(Repository.Root, path))
            select $"{page.Relative}: {path}");

    [Fact]
    public void Every_decision_is_listed_once_under_a_number_of_its_own()
    {
        var index = File.ReadAllText(Path.Combine(Repository.Root, Decisions, "README.md"));
        var files = DecisionFiles().ToList();

        Found.Nothing(
            from file in files
            where index.Split($"]({Path.GetFileName(file.Relative)})").Length != 2
            select file.Relative);
        Found.Nothing(
            from same in files.GroupBy(file => Path.GetFileName(file.Relative)[..4])
            where same.Count() > 1
            select same.Key);
    }

    [Fact]
    public void Every_decision_and_document_that_code_names_exists() =>
        Found.Nothing(
            from file in Repository.Texts()
            where !file.Relative.EndsWith(".md", StringComparison.Ordinal)
            from line in File.ReadLines(file.Path)
            from page in NamedPages().Matches(line).Select(match => match.Value)
            where !File.Exists(Path.Combine(Repository.Root, page))
            select $"{file.Relative}: {page}");

    [Fact]
    public void A_decision_says_its_status_context_decision_and_consequences() =>
        Found.Nothing(
            from file in DecisionFiles()
            let text = File.ReadAllText(file.Path)
            from part in (string[])["Status", "Context", "Decision", "Consequences"]
            where !text.Contains(part, StringComparison.OrdinalIgnoreCase)
            select $"{file.Relative}: no {part}");

    private static IEnumerable<SourceFile> DecisionFiles() =>
        Repository.Files(Decisions, ".md").Where(file => Numbered().IsMatch(Path.GetFileName(file.Relative)));

    private static bool Resolves(SourceFile page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0
            ? page.Path
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0]));

        return Path.Exists(target) && (parts.Length == 1 || Anchors(target).Contains(parts[1]));
    }

    private static IEnumerable<string> Anchors(string file) =>
        from line in File.ReadLines(file)
        where line.StartsWith('#')
        select NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>The lines outside fenced code.</summary>
    private static IEnumerable<string> Prose(SourceFile page)
    {
        var fenced = false;
        foreach (var line in File.ReadLines(page.Path))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            else if (!fenced)
                yield return line;
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^(https?|mailto):")]
    private static partial Regex External();

    [GeneratedRegex(@"`(?<path>(src|tests|bench|docs|samples|drills|eng)/[\w./-]+)`")]
    private static partial Regex OurPaths();

    [GeneratedRegex(@"\bdocs/[\w./-]+\.md\b")]
    private static partial Regex NamedPages();

    [GeneratedRegex(@"^\d{4}-.*\.md$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex NotInAnchors();
}
