using System.Text.RegularExpressions;

namespace Tandem.Architecture.Tests;

/// <summary>A clone is all one needs: nothing in it points at a folder or a paper that only its authors had.</summary>
public sealed partial class StandsAloneTests
{
    [Fact]
    public void No_file_names_a_path_of_one_machine() =>
        Found.Nothing(Repository.LinesMatching(Repository.Texts(), MachinePaths()));

    [Fact]
    public void No_file_cites_a_paper_that_is_not_in_the_repository() =>
        Found.Nothing(Repository.LinesMatching(Repository.Texts(), AbsentPapers()));

    [GeneratedRegex(@"shared/" + @"design|/wo" + @"rk/|/tmp/" + @"(wt|brief|land)\b")]
    private static partial Regex MachinePaths();

    [GeneratedRegex(@"\b(WIRE|STYLE|ANCHORS|RELIABILITY|PRODUCT|ARCHITECTURE)(\.md\b|,? *§)|WHATSAPP-" + "FACTS")]
    private static partial Regex AbsentPapers();
}
