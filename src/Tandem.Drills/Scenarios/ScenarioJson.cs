using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Drills.Scenarios;

/// <summary>A report for machines.</summary>
public static class ScenarioJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The report as JSON; times are seconds from the start.</summary>
    public static string Write(ScenarioReport report) => new JsonObject
    {
        ["file"] = report.Scenario.File,
        ["name"] = report.Scenario.Name,
        ["passed"] = report.IsGreen,
        ["platform_seconds"] = report.PlatformTime.TotalSeconds,
        ["took_seconds"] = Math.Round(report.Took.TotalSeconds, 3),
        ["trace"] = report.TraceHash?.ToString("x16", CultureInfo.InvariantCulture),
        ["steps"] = new JsonArray([.. report.Done.Select(done => new JsonObject
        {
            ["line"] = done.Step.Line,
            ["at"] = done.At.TotalSeconds,
            ["what"] = done.Words,
            ["as_written"] = done.IsAsWritten,
            ["refusal"] = done.Refusal is { } refusal ? $"{refusal.Field}: {refusal.Rule}; {refusal.Remedy}" : null,
        })]),
        ["expectations"] = new JsonArray([.. report.Verdicts.Select(verdict => new JsonObject
        {
            ["line"] = verdict.Expectation.Line,
            ["at"] = verdict.Expectation.At?.TotalSeconds,
            ["see"] = verdict.Expectation.Sight.Name,
            ["what"] = verdict.Words,
            ["holds"] = verdict.Holds,
            ["expected"] = verdict.Expected,
            ["seen"] = verdict.Seen,
            ["which"] = new JsonArray([.. verdict.Which.Select(one => JsonValue.Create(one))]),
        })]),
        ["violations"] = new JsonArray([.. report.Violations.Select(violation => new JsonObject
        {
            ["promise"] = violation.Promise,
            ["what"] = violation.What,
        })]),
        ["measures"] = new JsonObject(report.Measures.Select(measure =>
            KeyValuePair.Create(measure.Name, (JsonNode?)JsonValue.Create(measure.Value)))),
    }.ToJsonString(Indented);
}
