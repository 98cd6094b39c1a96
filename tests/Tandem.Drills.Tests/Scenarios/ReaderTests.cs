using Tandem.Drills.Scenarios.Reading;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>A file that is wrong says where, what, by which rule and what to do: all of it at once.</summary>
public sealed class ReaderTests
{
    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_by_line_and_column()
    {
        var mistakes = MistakesIn("""
            name: Wrong
            actors:
              anna: custmer
              ben: customer
            platform: {profile: filed, switches: {echo_latencies: 3}}
            steps:
              - {at: 09:00, who: ben, does: writes, text: "Hello"}
              - {at: 8:00, who: phone, does: write, to: ben, txt: "Hi"}
              - {at: 09:02, who: ben, does: react, about: hello}
              - {at: 09:03, who: platform, does: fault, kind: webhook_lots, chance: 2}
              - {at: 09:04, who: ben, does: write, every: 1s}
            expect:
              - {see: messages, origin: phone}
              - {see: mesages, exactly: 1}
            colour: red
            """);

        Assert.Equal(
            [
                "wrong.yaml:3:9: actors.anna = 'custmer': must be one of customer, bot, agent, notifier, campaign; "
                    + "did you mean customer?.",
                "wrong.yaml:5:21: platform.profile = 'filed': must be one of documented, field; did you mean field?.",
                "wrong.yaml:5:55: platform.switches.echo_latencies = '3': must be a switch of the platform; "
                    + "did you mean echo_latency?.",
                "wrong.yaml:7:33: steps[0].does = 'writes': must be something a customer does; did you mean write?.",
                "wrong.yaml:8:10: steps[1].at = '8:00': must be a time of day from 09:00:00 on; "
                    + "write it like 09:00:30.",
                "wrong.yaml:8:50: steps[1].txt: is nothing that 'write' has; did you mean text?.",
                "wrong.yaml:9:47: steps[2].about = 'hello': must be a name that an earlier step gave; leave it out.",
            ],
            mistakes.Take(7).Select(mistake => mistake.ToString()));
        Assert.Equal(
            [
                "steps[3].kind did you mean webhook_lost?", "steps[3].chance change it",
                "steps[4].every add times: 10, or for: 10m", "expect[0] add exactly: 1, at_least or at_most",
                "expect[0].origin write one of customer, app, api, other_api", "expect[1].see did you mean messages?",
                "colour write one of name, about, seed, start, platform, number, actors, steps, expect",
            ],
            mistakes.Skip(7).Select(mistake => $"{mistake.Field} {mistake.Remedy}"));
    }

    [Theory]
    [InlineData("name: [", 2, "the file")]
    [InlineData("name: One\nname: Two", 2, "the file")]
    [InlineData("- a list", 1, "the file")]
    [InlineData("", 1, "the file")]
    [InlineData("steps: []", 1, "name")]
    [InlineData("name: Nothing is expected", 1, "expect")]
    [InlineData("name: X\nsteps: {who: anna}", 2, "steps")]
    [InlineData("name: X\nactors: {phone: customer}", 2, "actors.phone")]
    [InlineData("name: X\nactors: {a: bot, b: bot}", 2, "actors.b")]
    [InlineData("name: X\nactors:\n  a: {role: agent, count: 3}", 3, "actors.a.count")]
    [InlineData("name: X\nactors:\n  a: {role: agent, thinks: 3s}", 3, "actors.a")]
    [InlineData("name: X\nstart: noon", 2, "start")]
    [InlineData("name: X\nseed: -1", 2, "seed")]
    [InlineData("name: X\nnumber: {hold: forever}", 2, "number.hold")]
    [InlineData("name: X\nnumber: {mode: gard}", 2, "number.mode")]
    [InlineData("name: X\nplatform: {switches: {read_chance: often}}", 2, "platform.switches.read_chance")]
    [InlineData("name: X\nsteps:\n  - {who: phone, does: open_app, at: 09:00, after: 1s}", 3, "steps[0].after")]
    [InlineData("name: X\nsteps:\n  - {who: phone, does: open_app, times: 0}", 3, "steps[0].times")]
    [InlineData("name: X\nsteps:\n  - {who: phone, does: open_app, every: 1s, times: 2, for: 1m}", 3, "steps[0].for")]
    [InlineData("name: X\nsteps:\n  - {who: phone, does: open_app, refused: no}", 3, "steps[0].refused")]
    [InlineData("name: X\nexpect:\n  - {see: gap, exactly: 1, at_most: 2}", 3, "expect[0]")]
    [InlineData("name: X\nexpect:\n  - {see: nothing, is: [gone]}", 3, "expect[0].is")]
    public void It_is_found_where_it_is(string text, long line, string field)
    {
        var mistake = MistakesIn(text)[0];

        Assert.Equal((line, field), (mistake.Line, mistake.Field));
    }

    [Theory]
    [InlineData("1h30m", 5400)]
    [InlineData("90s", 90)]
    [InlineData("500ms", 0.5)]
    [InlineData("2d", 172_800)]
    [InlineData("1.5s", 1.5)]
    public void Durations_are_written_as_people_write_them(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Quantities.Duration(text));

    [Theory]
    [InlineData("90")]
    [InlineData("31d")]
    [InlineData("-1s")]
    [InlineData("1 fortnight")]
    public void What_is_no_duration_is_none(string text) => Assert.Null(Quantities.Duration(text));

    [Fact]
    public void A_day_may_go_on_beyond_midnight() =>
        Assert.Equal(
            TimeSpan.FromHours(24),
            DrillFiles.Write("- {at: 33:00, who: anna, does: write}", "- {see: gap, exactly: 0}").Steps[0].At);

    private static IReadOnlyList<Mistake> MistakesIn(string text) =>
        Assert.Throws<ScenarioUnreadableException>(() => ScenarioReader.Read("wrong.yaml", text)).Mistakes;
}
