using System.Globalization;
using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Judging;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>Each kind of expectation holds where it should, and fails where it should.</summary>
public sealed class ExpectationsTests
{
    private const string Talk = """
        - {at: 09:00, who: anna, does: write, text: "Hello", as: hello}
        - {at: 09:01, who: phone, does: write, to: anna, text: "Hi"}
        - {at: 09:02, who: anna, does: write, text: "Thanks"}
        """;

    // The bot answers the first message, the owner the second; the third meets a held bot.
    [Theory]
    [InlineData("see: messages, of: anna, origin: customer", "exactly: 2", "exactly: 3")]
    [InlineData("see: messages, by: bot, direction: out, via: live, status: read", "at_most: 1", "at_least: 2")]
    [InlineData("see: messages, text: Hi, origin: app, from: 09:00:30, until: 09:01:30", "exactly: 1", "exactly: 0")]
    [InlineData("see: sends, by: bot, outcome: accepted", "exactly: 1", "exactly: 2")]
    [InlineData("see: sends, of: anna, outcome: refused, code: held_by_human", "exactly: 1", "exactly: 0")]
    [InlineData("see: silent, who: bot, of: anna", "from: 09:01:02", "from: 09:00")]
    [InlineData("see: delay", "at_most: 1s", "at_most: 0s")]
    [InlineData("see: lag, leg: customer_to_api", "at_most: 2s", "at_most: 1ms")]
    [InlineData("see: lag, leg: phone_to_api", "at_least: 10ms", "at_least: 1h")]
    [InlineData("see: gap", "exactly: 0", "at_least: 1")]
    [InlineData("see: link", "state: connected", "state: removed")]
    [InlineData("see: voice, of: anna, at: 09:05", "by: phone", "by: nobody")]
    [InlineData("see: screen, whose: phone, of: anna, author: customer, type: text", "exactly: 2", "exactly: 1")]
    [InlineData("see: screen, whose: customer, of: anna, text: Hi", "exactly: 1", "exactly: 2")]
    [InlineData("see: truth, kind: owner_message, type: text, of: anna", "exactly: 1", "exactly: 2")]
    [InlineData("see: truth, kind: api_refused, code: 131047", "exactly: 0", "exactly: 1")]
    public void It_holds_where_it_should_and_fails_where_it_should(string look, string right, string wrong)
    {
        var report = DrillFiles.Play(DrillFiles.Write(Talk, $$"""
            - { {{look}}, {{right}} }
            - { {{look}}, {{wrong}} }
            """));

        Assert.Equal([true, false], report.Verdicts.Select(verdict => verdict.Holds));
        Assert.False(report.IsGreen);
    }

    [Fact]
    public void A_blind_spot_that_is_not_named_is_told()
    {
        var expectation = Looking("{see: blind_spot, code: unsupported_companion}");

        Assert.True(Judge(expectation, EvidenceOf.Nothing with { BlindSpots = ["unsupported_companion"] }).Holds);
        Assert.False(Judge(expectation, EvidenceOf.Nothing).Holds);
    }

    [Theory]
    [InlineData("lost", "P1")]
    [InlineData("twice", "P2")]
    [InlineData("twice", "P5")]
    [InlineData("hidden", "P3")]
    public void A_broken_promise_is_told_by_the_kind_that_names_it(string kind, string promise)
    {
        var broken = EvidenceOf.Nothing with { Violations = [new(promise, "wamid.X is not there", ["wamid.X"])] };
        var verdict = Judge(Looking($"{{see: nothing, is: [{kind}]}}"), broken);

        Assert.False(verdict.Holds);
        Assert.Contains("wamid.X", Assert.Single(verdict.Which), StringComparison.Ordinal);
        Assert.True(Judge(Looking($"{{see: nothing, is: {kind}}}"), EvidenceOf.Nothing).Holds);
    }

    [Fact]
    public void What_the_platform_gave_up_telling_is_lost()
    {
        var report = DrillFiles.Play(DrillFiles.Write(
            """
            - {at: 09:00, who: platform, does: fault, kind: webhook_lost, lasts: 8d}
            - {at: 09:01, who: anna, does: write}
            """,
            "- {see: nothing, is: lost}"));

        Assert.False(Assert.Single(report.Verdicts).Holds);
    }

    [Fact]
    public void A_step_that_the_platform_refuses_fails_unless_that_is_expected()
    {
        const string Block = "- {at: 09:00, who: anna, does: block}\n";
        const string Look = "- {see: messages, exactly: 0}";

        var refused = DrillFiles.Play(
            DrillFiles.Write(Block + "- {at: 09:01, who: anna, does: write}", Look));
        var expected = DrillFiles.Play(
            DrillFiles.Write(Block + "- {at: 09:01, who: anna, does: write, refused: true}", Look));
        var done = DrillFiles.Play(
            DrillFiles.Write("- {at: 09:01, who: anna, does: read, refused: true}", Look));

        Assert.False(refused.IsGreen);
        Assert.Equal("customer", Assert.Single(refused.Astray).Refusal?.Field);
        Assert.True(expected.IsGreen);
        Assert.Single(done.Astray);
    }

    [Fact]
    public void A_failed_report_says_what_was_expected_what_was_seen_when_and_which()
    {
        var report = DrillFiles.Play(DrillFiles.Write(
            Talk, "- {see: messages, of: anna, origin: customer, exactly: 3, because: she wrote three times}"));
        using var written = new StringWriter(CultureInfo.InvariantCulture);

        report.Write(written);

        Assert.Contains("✗ she wrote three times: 2", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("expected 3, seen 2", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("test.yaml:13: messages", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("09:02:00 customer text anna", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"seen\": \"2\"", ScenarioJson.Write(report), StringComparison.Ordinal);
    }

    private static Expectation Looking(string look) =>
        DrillFiles.Write("- {at: 09:00, who: anna, does: write}", $"- {look}").Expectations[0];

    private static Verdict Judge(Expectation expectation, Drills.Scenarios.Playing.Evidence evidence)
    {
        var scenario = DrillFiles.Write("- {at: 09:00, who: anna, does: write}", "- {see: gap, exactly: 0}");
        var stage = new Drills.Scenarios.Simulating.SimulatedStage(scenario, writer: null);
        return new Judgement(scenario, new Drills.Scenarios.Playing.Cast(scenario, stage), evidence).Of(expectation);
    }
}
