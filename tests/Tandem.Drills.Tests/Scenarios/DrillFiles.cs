using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Reading;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>The scenario files of this clone, and scenarios that a test writes down itself.</summary>
internal static class DrillFiles
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Names of all files in <c>drills</c>.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(Root, "drills"), "*.yaml").Select(path => Path.GetFileName(path)).Order();

    public static Scenario Read(string name) =>
        ScenarioReader.Read($"drills/{name}", File.ReadAllText(Path.Combine(Root, "drills", name)));

    /// <summary>A scenario with a customer, a bot, an agent and these steps and expectations.</summary>
    public static Scenario Write(string steps, string expect, string more = "") => ScenarioReader.Read(
        "test.yaml",
        $$"""
        name: A test
        actors:
          anna: customer
          ben: customer
          bot: {role: bot, answers: "Thank you!", thinks: 2s}
          eva: agent
        {{more}}
        steps:
          {{steps.ReplaceLineEndings("\n  ")}}
        expect:
          {{expect.ReplaceLineEndings("\n  ")}}
        """);

    public static ScenarioReport Play(Scenario scenario, TextWriter? trace = null) =>
        ScenarioRun.Run(scenario, progress: null, trace, TestContext.Current.CancellationToken);

    private static string FindRoot(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("These tests run inside a clone.")
        : File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")) ? folder.FullName
        : FindRoot(folder.Parent);
}
