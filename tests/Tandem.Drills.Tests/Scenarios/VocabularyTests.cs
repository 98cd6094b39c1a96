using System.Text.RegularExpressions;
using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Reading;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>docs/scenarios.md says what can be written, and nothing else.</summary>
public sealed partial class VocabularyTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(DrillFiles.Root, "docs", "scenarios.md"));

    [Fact]
    public void Every_act_has_its_row_and_no_row_is_too_many() =>
        Assert.Equal(
            Vocabulary.Acts.Select(act => Row(
                string.Join(", ", act.Roles.Select(Vocabulary.Word)), act.Name, act.About, act.Parameters)),
            Rows("## What can be done"));

    [Fact]
    public void Every_sight_has_its_row_and_no_row_is_too_many() =>
        Assert.Equal(
            Vocabulary.Sights.Select(sight => Row(null, sight.Name, sight.About, sight.Parameters)),
            Rows("## What can be seen"));

    [Fact]
    public void Every_parameter_of_several_words_has_them_listed() =>
        Assert.Equal(
            Vocabulary.Acts.SelectMany(act => act.Parameters)
                .Concat(Vocabulary.Sights.SelectMany(sight => sight.Parameters))
                .Where(one => one.Choices.Count > 0)
                .Select(one => $"| `{one.Name}` | {string.Join(", ", one.Choices.Select(word => $"`{word}`"))} |")
                .Distinct().Order(StringComparer.Ordinal),
            Rows("## Words").Order(StringComparer.Ordinal));

    [Fact]
    public void Its_example_is_a_scenario_that_is_green()
    {
        var example = Example().Match(Page).Groups[1].Value;

        Assert.True(DrillFiles.Play(ScenarioReader.Read("example.yaml", example)).IsGreen);
    }

    private static string Row(string? who, string name, string about, IReadOnlyList<Parameter> parameters) =>
        $"|{(who is null ? "" : $" {who} |")} `{name}` | {about} | "
        + string.Join(", ", parameters.Select(one => $"`{one.Name}`{(one.IsRequired ? "!" : "")}")) + " |";

    private static IEnumerable<string> Rows(string heading) =>
        Page[(Page.IndexOf(heading, StringComparison.Ordinal) + heading.Length)..].Split("\n## ")[0]
            .Split('\n').Where(line => line.StartsWith('|')).Skip(2);

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
